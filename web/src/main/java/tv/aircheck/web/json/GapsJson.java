package tv.aircheck.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** What is missing of a show. */
public record GapsJson(List<PlacedGapJson> gaps) {

  /** A gap and its place. */
  public record PlacedGapJson(
      String take,
      @About("Offset at which it would be.") double at,
      @JsonUnwrapped TakeJson.GapJson gap,
      @About(format = "date-time") String notedAt) {}
}
