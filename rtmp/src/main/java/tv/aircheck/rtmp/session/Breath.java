package tv.aircheck.rtmp.session;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An event loop's rest between two looks at its sockets: with many publishers whose bytes may
 * gather and nobody else, it waits a little until many sockets are worth a read, and wakes once for
 * all of them. Timers and tasks wait as long. One for each loop, and used on its thread alone.
 */
public final class Breath implements SelectStrategy {
  private static final long LENGTH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** With fewer there is hardly ever a second socket to read. */
  private static final int CROWD = 16;

  private static final FastThreadLocal<Census> HERE =
      new FastThreadLocal<>() {
        @Override
        protected Census initialValue() {
          return new Census();
        }
      };

  /** The connections of a loop: those that have time, and those that have not. */
  static final class Census {
    private int patient;
    private int hasty;

    void patient(int more) {
      patient += more;
    }

    void hasty(int more) {
      hasty += more;
    }

    /** Whether a rest harms nobody and pays. */
    boolean hasTime() {
      return hasty == 0 && patient >= CROWD;
    }
  }

  /** Of the loop that asks. */
  static Census census() {
    return HERE.get();
  }

  @Override
  public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
    if (hasTasks) {
      return selectNow.get();
    }
    if (!HERE.get().hasTime()) {
      return SelectStrategy.SELECT;
    }
    LockSupport.parkNanos(this, LENGTH_NANOS);
    // With so many connections some timer is nearly always due after a rest, and a loop that has
    // something to run does not wait for its sockets: without a look here they would not be read.
    return selectNow.get();
  }
}
