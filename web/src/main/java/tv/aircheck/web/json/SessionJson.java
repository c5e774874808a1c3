package tv.aircheck.web.json;

import java.util.List;

/** Who is asking. */
public record SessionJson(
    @About(words = {"open", "nobody", "viewer", "owner", "operator"}) String role,
    @About("Everybody on this machine may do everything.") boolean open,
    @About(value = "Of the token; null without one.", orNull = true) String name,
    @About("The patterns that it holds for.") List<String> channels,
    boolean mayOperate) {}
