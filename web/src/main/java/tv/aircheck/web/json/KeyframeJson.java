package tv.aircheck.web.json;

/** Where one can seek to exactly. */
public record KeyframeJson(
    @About("Offset.") double at, String take, @About("In the take's log.") long position) {}
