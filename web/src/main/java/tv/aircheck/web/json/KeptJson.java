package tv.aircheck.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.ChannelSum;

/** What is kept of a channel, and by which rules. */
public record KeptJson(
    @JsonUnwrapped ChannelJson channel,
    @About("Of media in the shows that are kept.") long bytes,
    @About("So many of them are locked.") int locked,
    AmountJson beingDeleted,
    @About("Shows that were deleted, and what clips keep of them.") AmountJson onlyClipsLeft,
    @About("Those that hold for it.") List<RuleJson> rules) {

  /** So many shows, and the media in them. */
  public record AmountJson(int broadcasts, long bytes) {}

  public static KeptJson of(ChannelRow row, ChannelSum sum, List<RuleJson> rules) {
    return new KeptJson(
        ChannelJson.of(row),
        sum.bytes(),
        sum.locked(),
        new AmountJson(sum.going(), sum.goingBytes()),
        new AmountJson(sum.clipped(), sum.clippedBytes()),
        rules);
  }
}
