package tv.aircheck.web.api;

import java.time.Duration;
import java.util.List;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.web.json.ExpiryJson;
import tv.aircheck.web.json.RuleJson;
import tv.aircheck.web.json.WhereaboutsJson;

/** What becomes of shows, as whoever keeps them says it. Blocks for a moment; any thread. */
public interface Keeping {
  /** How long what was deleted can be had back. */
  Duration grace();

  /** Those that hold for a channel. */
  List<RuleJson> rules(ChannelName channel);

  ExpiryJson expiry(BroadcastRow show);

  /** Where a show lies, and whether it can be read there. */
  WhereaboutsJson whereabouts(String broadcastId);
}
