package tv.aircheck.cli.e2e;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tv.aircheck.rtmp.RtmpPublisher;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;

/** Publishes a generated log piece by piece. One thread at a time. */
final class LogPublisher implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final GeneratedLog log;
  private final RtmpPublisher publisher;
  private int sent;

  LogPublisher(GeneratedLog log, RtmpPublisher publisher) {
    this.log = log;
    this.publisher = publisher;
  }

  GeneratedLog log() {
    return log;
  }

  /** Sends what is due at a time of the log; the whole rest with {@code Long.MAX_VALUE}. */
  void sendUntil(long logMs) {
    int to = sent;
    List<GeneratedTag> tags = log.tags();
    while (to < tags.size() && tags.get(to).timestampMs() < logMs) {
      to++;
    }
    if (to > sent) {
      await(publisher.writable());
      publisher.sendTags(log.run(sent, to));
      sent = to;
    }
  }

  /** Sends the rest and ends the stream. */
  @Override
  public void close() {
    sendUntil(Long.MAX_VALUE);
    publisher.close();
    await(publisher.closed());
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("publishing failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while publishing", e);
    }
  }
}
