package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

/**
 * A frame on its way from the publisher's socket to the segment's file leaves nothing on the heap.
 * Work is done by batches, and a batch may cost something: so the same bytes are sent twice at the
 * same pace, once in few frames and once in many, and what the many cost beyond the few is what a
 * frame costs.
 */
class AllocationTest {
  private static final int PUBLISHERS = 10;
  private static final double SPEED = 6;
  private static final long WARM_UP_MS = 3_000;
  private static final long MEASURED_MS = 3_000;
  private static final int BYTES_PER_SECOND = 40_000;
  private static final int FEW = 10;
  private static final int MANY = 200;

  /** The smallest object of all takes 16. */
  private static final double MOST_BYTES_PER_FRAME = 4;

  private static final Pattern PATH_OF_THE_MEDIA =
      Pattern.compile("(media|relay|recorder-writer)-.*");

  @TempDir private Path folder;

  /** What the path of the media did in the time measured. */
  private record Work(long bytes, long frames) {}

  @Test
  void aFrameLeavesNothingOnTheHeap(TestReporter reporter) {
    ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED); // it notes every buffer
    try {
      Work few = work("few", FEW);
      Work many = work("many", MANY);
      double perFrame = (double) (many.bytes - few.bytes) / (many.frames - few.frames);
      reporter.publishEntry(
          Map.of("few", few.toString(), "many", many.toString(), "per frame", "" + perFrame));
      assertThat(perFrame).as("bytes allocated for a frame").isLessThan(MOST_BYTES_PER_FRAME);
    } finally {
      ResourceLeakDetector.setLevel(level);
    }
  }

  private Work work(String name, int framesPerSecond) {
    long showMs = (long) ((WARM_UP_MS + MEASURED_MS + 1_000) * SPEED);
    VideoShape video =
        VideoShape.plain()
            .withRate(framesPerSecond, 2 * framesPerSecond)
            .withFrameBytes(BYTES_PER_SECOND / framesPerSecond);
    GeneratedLog log = GeneratedLog.of(LogShape.videoOnly(1, showMs).withVideo(video));
    try (TestNode node = TestNode.start(folder.resolve(name));
        Publishers publishers = new Publishers(SPEED)) {
      for (int i = 0; i < PUBLISHERS; i++) {
        publishers.connect(node.live("p" + i), log);
      }
      publishers.sendFor(WARM_UP_MS);
      long before = allocated();
      publishers.sendFor(MEASURED_MS);
      long bytes = allocated() - before;
      return new Work(bytes, (long) (MEASURED_MS / 1_000.0 * SPEED * framesPerSecond * PUBLISHERS));
    }
  }

  /** Bytes that the threads on the path of the media have allocated since they began. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    for (ThreadInfo thread : threads.dumpAllThreads(false, false, 0)) {
      if (PATH_OF_THE_MEDIA.matcher(thread.getThreadName()).matches()) {
        bytes += threads.getThreadAllocatedBytes(thread.getThreadId());
      }
    }
    return bytes;
  }
}
