package tv.aircheck.playback.pictures;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import tv.aircheck.playback.pictures.child.PictureWire;

/**
 * The other process. Killed when it is late: what it was asked fails as if it had died by itself.
 * One thread at a time.
 */
final class PictureChild implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** Loading a JVM and 40 MB of libraries, on a machine that is busy with others. */
  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final ScheduledExecutorService deadlines;
  private final DataInputStream in;
  private final DataOutputStream out;
  private volatile boolean overdue;

  private PictureChild(Process process, ScheduledExecutorService deadlines) {
    this.process = process;
    this.deadlines = deadlines;
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
  }

  /** Returns when it is ready. What it says on standard error goes where ours goes. */
  static PictureChild start(List<String> command, ScheduledExecutorService deadlines)
      throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    PictureChild child = new PictureChild(process, deadlines);
    ScheduledFuture<?> kill = null;
    boolean ready = false;
    try {
      kill = child.killIn(START);
      if (child.in.readInt() != PictureWire.READY) {
        throw new IOException("what was started says something else than was expected");
      }
      ready = true;
      return child;
    } finally {
      if (kill != null) {
        kill.cancel(false);
      }
      if (!ready) {
        child.close();
      }
    }
  }

  /**
   * Asks for one picture.
   *
   * @throws IOException if it is gone; {@link #wasOverdue} tells whether it was killed
   */
  PictureWire.Picture ask(PictureWire.Request request, Duration deadline)
      throws IOException, PictureWire.Refused {
    ScheduledFuture<?> kill = killIn(deadline);
    try {
      PictureWire.write(out, request);
      return PictureWire.readAnswer(in);
    } finally {
      kill.cancel(false);
    }
  }

  private ScheduledFuture<?> killIn(Duration time) throws IOException {
    try {
      return deadlines.schedule(
          () -> {
            overdue = true;
            process.destroyForcibly();
          },
          time.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new IOException("the server is shutting down", e);
    }
  }

  boolean wasOverdue() {
    return overdue;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
