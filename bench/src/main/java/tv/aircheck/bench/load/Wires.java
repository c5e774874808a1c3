package tv.aircheck.bench.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The wires of a run: one for all, or one for each publisher that stamps its own. */
final class Wires implements AutoCloseable {
  private final long lengthMs;
  private final SendUnit unit;
  private final Wire shared;
  private final Queue<Wire> own = new ConcurrentLinkedQueue<>();

  /**
   * @param stamped whether each publisher says in its pictures when they were sent
   * @throws IllegalArgumentException if so much does not fit into a buffer
   */
  Wires(long lengthMs, SendUnit unit, boolean stamped) {
    this.lengthMs = lengthMs;
    this.unit = unit;
    this.shared = stamped ? null : RtmpWire.of(lengthMs, unit, false);
  }

  /** What the next publisher sends; stays ours. */
  Wire next() {
    if (shared != null) {
      return shared;
    }
    Wire wire = RtmpWire.of(lengthMs, unit, true);
    own.add(wire);
    return wire;
  }

  /** To be called when nobody sends any more. */
  @Override
  public void close() {
    if (shared != null) {
      shared.release();
    }
    own.forEach(Wire::release);
  }
}
