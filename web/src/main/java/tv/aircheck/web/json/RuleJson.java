package tv.aircheck.web.json;

/** A rule of retention. */
public record RuleJson(
    @About("Such as keep-for.") String rule,
    @About("A pattern, or default.") String channels,
    @About(value = "In the unit; null where the rule is off.", orNull = true) Number amount,
    @About(words = {"seconds", "broadcasts", "bytes"}) String unit) {}
