package tv.aircheck.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A channel, what is kept of it, and by which rules. */
public record ChannelDetailJson(
    @JsonUnwrapped ListedChannelJson channel,
    @About("So many of the shows are locked.") int locked,
    KeptJson.AmountJson beingDeleted,
    @About("Shows that were deleted, and what clips keep of them.")
        KeptJson.AmountJson onlyClipsLeft,
    @About("Those that hold for it.") List<RuleJson> rules) {}
