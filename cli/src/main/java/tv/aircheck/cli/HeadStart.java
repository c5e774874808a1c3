package tv.aircheck.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;

/** Does on a thread of its own what takes long and needs no settings, while those are read. */
final class HeadStart {
  private static final Logger log = LoggerFactory.getLogger(HeadStart.class);

  private HeadStart() {}

  static void begin() {
    Thread thread = new Thread(HeadStart::run, "head-start");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run() {
    try {
      Index.warmUp();
    } catch (IndexException | LinkageError e) {
      // Whoever opens the index for good meets the same, and says it in its place.
      log.debug("No head start", e);
    }
  }
}
