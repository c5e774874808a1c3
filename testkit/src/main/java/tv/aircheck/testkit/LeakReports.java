package tv.aircheck.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * What Netty's leak detector has logged. Its log is the one place to listen at whenever this class
 * happens to be loaded: a detector of our own would have to be there before the first buffer.
 */
final class LeakReports extends AppenderBase<ILoggingEvent> {
  /** One round may find a buffer whose release was the business of an object found only then. */
  private static final int ROUNDS = 2;

  private static final long COLLECTION_MS = 2_000;

  private final ConcurrentLinkedQueue<String> reports = new ConcurrentLinkedQueue<>();

  static LeakReports install() {
    Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    detector.setLevel(Level.ERROR);
    LeakReports reports = new LeakReports();
    reports.setContext(detector.getLoggerContext());
    reports.start();
    detector.addAppender(reports);
    return reports;
  }

  @Override
  protected void append(ILoggingEvent event) {
    reports.add(event.getFormattedMessage());
  }

  /** Collects garbage, has the detector look, and hands over what it has said since last time. */
  List<String> collect() {
    for (int i = 0; i < ROUNDS; i++) {
      collectGarbage();
      lookForLeaks();
    }
    List<String> found = new ArrayList<>();
    for (String report = reports.poll(); report != null; report = reports.poll()) {
      found.add(report);
    }
    return found;
  }

  /** The detector looks at its reference queue whenever a tracked buffer is allocated. */
  private static void lookForLeaks() {
    PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
  }

  /** Returns when the references cleared by a collection are being handed to their queues. */
  private static void collectGarbage() {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    WeakReference<Object> witness = new WeakReference<>(new Object(), queue);
    System.gc();
    try {
      if (queue.remove(COLLECTION_MS) != witness) {
        throw new IllegalStateException(
            "no garbage collection within " + COLLECTION_MS + " ms: is it switched off?");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
