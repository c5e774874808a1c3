package tv.aircheck.web.json;

/** How a show is kept. */
public record WhereaboutsJson(
    @About("In the store's words.") String tier,
    @About("That it is in.") int bundles,
    @About(words = {"ready", "archived", "restoring"}) String availability,
    @About(value = "While it is being brought back.", orNull = true, format = "date-time")
        String readyAt) {

  /** With the words of the store; {@code readyAtMs} may be null. */
  public static WhereaboutsJson of(String tier, int bundles, String availability, Long readyAtMs) {
    return new WhereaboutsJson(
        Json.word(tier), bundles, Json.word(availability), Json.time(readyAtMs));
  }
}
