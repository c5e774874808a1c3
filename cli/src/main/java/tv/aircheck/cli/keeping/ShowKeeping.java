package tv.aircheck.cli.keeping;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.JobRow;
import tv.aircheck.playback.BringBack;
import tv.aircheck.recorder.retention.ArchiveFacts;
import tv.aircheck.recorder.retention.Forecast;
import tv.aircheck.recorder.retention.Forecast.Fate;
import tv.aircheck.recorder.retention.Forecast.Outlook;
import tv.aircheck.recorder.retention.Keeper;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.recorder.retention.RetentionSettings;
import tv.aircheck.storage.StorageException;
import tv.aircheck.web.api.Keeping;
import tv.aircheck.web.json.ExpiryJson;
import tv.aircheck.web.json.Json;
import tv.aircheck.web.json.RuleJson;
import tv.aircheck.web.json.WhereaboutsJson;

/** What the rules of retention will do to shows, for the API. */
public final class ShowKeeping implements Keeping {
  private static final Logger log = LoggerFactory.getLogger(ShowKeeping.class);

  /** To foresee it takes a pass over all shows. */
  private static final long FRESH_MS = 5_000;

  /** A show that is not in it, or has changed, is reason to look again; not at each request. */
  private static final long LEAST_MS = 1_000;

  /** Of a show that is new, or gone. */
  private static final Outlook UNTOUCHED = new Outlook(Fate.KEPT, -1, null);

  private final Index index;
  private final Keeper keeper;
  private final BringBack bringBack;
  private final RetentionSettings settings;
  private final InstantSource clock;

  // Guarded by this.
  private Forecast forecast;
  private long madeAtMs;

  public ShowKeeping(Config config, Archive archive, InstantSource clock) {
    this.index = archive.index();
    this.keeper = archive.keeper(config);
    this.bringBack = archive.bringBack(config);
    this.settings = config.retention();
    this.clock = clock;
  }

  @Override
  public Duration grace() {
    return settings.grace();
  }

  @Override
  public List<RuleJson> rules(ChannelName channel) {
    return RuleView.json(Policies.of(index.retention().rules()).of(channel).values());
  }

  @Override
  public ExpiryJson expiry(BroadcastRow show) {
    BroadcastMark mark = show.mark();
    if (mark != null) {
      return expiry("marked", mark.markedAtMs(), mark.deleteAtMs(), mark.rule());
    }
    if (show.isLive() || show.locked()) {
      return expiry(show.isLive() ? "on-air" : "locked", null, null, null);
    }
    return expiry(outlook(show.id()).orElse(UNTOUCHED));
  }

  private ExpiryJson expiry(Outlook outlook) {
    if (outlook.fate() == Fate.KEPT) {
      return expiry("kept", null, null, outlook.rule());
    }
    // One that was locked until now may be due for long.
    boolean due = outlook.fate() == Fate.DUE || outlook.atMs() <= clock.millis();
    Long atMs = due ? nextRunMs() : (Long) outlook.atMs();
    Long deleteAtMs = atMs == null ? null : (Long) (atMs + settings.grace().toMillis());
    return expiry(due ? "due" : "expires", atMs, deleteAtMs, outlook.rule());
  }

  private static ExpiryJson expiry(String state, Long atMs, Long deleteAtMs, String rule) {
    return new ExpiryJson(state, Json.time(atMs), Json.time(deleteAtMs), rule);
  }

  private Long nextRunMs() {
    return index.jobs().find("retention").map(JobRow::nextRunAtMs).orElse(null);
  }

  private synchronized Optional<Outlook> outlook(String id) {
    long age = clock.millis() - madeAtMs;
    if (forecast == null || age >= FRESH_MS || age < 0) {
      foresee();
    }
    Optional<Outlook> outlook = forecast.of(id);
    if (outlook.isEmpty() && age >= LEAST_MS) {
      foresee();
      outlook = forecast.of(id);
    }
    return outlook;
  }

  private void foresee() {
    madeAtMs = clock.millis();
    forecast = Forecast.of(facts(), Policies.of(index.retention().rules()), settings, madeAtMs);
  }

  private ArchiveFacts facts() {
    try {
      return keeper.facts();
    } catch (StorageException e) {
      log.debug("the room on the store's disk is not known", e);
      return new ArchiveFacts(
          index.retention().holdings(), index.clips().holdings(), OptionalLong.empty());
    }
  }

  @Override
  public WhereaboutsJson whereabouts(String broadcastId) {
    try {
      return KeepingView.json(bringBack.of(broadcastId));
    } catch (StorageException e) {
      log.debug("where {} lies is not known", broadcastId, e);
      return new WhereaboutsJson(
          Json.word(index.broadcasts().tier(broadcastId)),
          index.bundles().ofBroadcast(broadcastId).size(),
          "archived",
          null);
    }
  }
}
