package tv.aircheck.web.json;

/** What becomes of a show by the rules, as things stand. */
public record ExpiryJson(
    @About(words = {"on-air", "locked", "kept", "expires", "due", "marked"}) String state,
    @About(value = "When it is hidden, at the earliest.", orNull = true, format = "date-time")
        String at,
    @About(value = "When its bytes go.", orNull = true, format = "date-time") String deleteAt,
    @About(value = "That takes it, or keeps it.", orNull = true) String rule) {}
