package tv.aircheck.web.json;

/** A signed link. */
public record LinkJson(
    @About(format = "uri-reference") String address,
    @About("Can be appended to any of the media addresses.") String query,
    @About(format = "date-time") String expiresAt) {}
