package tv.aircheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LeakReportsTest {
  private final LeakReports reports = LeakReports.install();

  /** The leaks here are meant: they need not be seen in the log of the build. */
  @BeforeEach
  void keepTheLogClean() {
    ((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).setAdditive(false);
  }

  @Test
  void aForgottenBufferIsReportedOnce() {
    forgetABuffer();

    assertThat(reports.collect()).singleElement().asString().contains("LEAK", "forgetABuffer");
    assertThat(reports.collect()).isEmpty();
  }

  @Test
  void aReleasedBufferIsNot() {
    PooledByteBufAllocator.DEFAULT.directBuffer(16).release();

    assertThat(reports.collect()).isEmpty();
  }

  private static void forgetABuffer() {
    ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(16);
    buffer.writeByte(1);
  }
}
