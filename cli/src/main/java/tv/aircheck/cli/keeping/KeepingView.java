package tv.aircheck.cli.keeping;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.Index;
import tv.aircheck.playback.Whereabouts;
import tv.aircheck.storage.Availability;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;
import tv.aircheck.web.json.WhereaboutsJson;

/** Where and how a show is kept, as people and scripts read it. */
public final class KeepingView {
  private KeepingView() {}

  /** Opens the store only for a show that may have to be brought back. */
  public static Whereabouts of(Config settings, Index index, String id) throws StorageException {
    String tier = index.broadcasts().tier(id);
    if (!tier.equals(Tier.ARCHIVE.name())) {
      int bundles = index.bundles().ofBroadcast(id).size();
      return new Whereabouts(tier, bundles, Availability.READY, Optional.empty());
    }
    try (Archive archive = Archive.open(settings)) {
      return archive.bringBack(settings).of(id);
    }
  }

  /** {@code archive, in 26 bundles, being brought back, ready at about 2026-11-22 19:00:00}. */
  public static String words(Whereabouts kept, ZoneId zone) {
    String where = word(kept.tier()) + (kept.bundles() == 0 ? "" : bundles(kept.bundles()));
    if (!kept.tier().equals(Tier.ARCHIVE.name())) {
      return where;
    }
    return where
        + switch (kept.availability()) {
          case READY -> ", brought back for now";
          case ARCHIVED -> ", has to be brought back: playing or exporting it begins that";
          case RESTORING ->
              ", being brought back"
                  + kept.readyAt()
                      .map(at -> ", ready at about " + Human.time(at.toEpochMilli(), zone))
                      .orElse("");
        };
  }

  private static String bundles(int number) {
    return ", in " + number + (number == 1 ? " bundle" : " bundles");
  }

  public static WhereaboutsJson json(Whereabouts kept) {
    return WhereaboutsJson.of(
        kept.tier(),
        kept.bundles(),
        kept.availability().name(),
        kept.readyAt().map(Instant::toEpochMilli).orElse(null));
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
