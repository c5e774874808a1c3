package tv.aircheck.recorder;

import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * A channel's takes share a lane, so that they enter the index in the order they were offered: the
 * one that came back finds the broadcast of the one before. Other channels seldom meet in a lane,
 * and then only wait for each other.
 */
final class Lanes {
  private static final int LANES = 1_024;

  private final Lane[] lanes;

  Lanes(Executor pool) {
    lanes = Stream.generate(() -> new Lane(pool)).limit(LANES).toArray(Lane[]::new);
  }

  Lane of(String app, String name) {
    return lanes[Math.floorMod(app.hashCode() * 31 + name.hashCode(), LANES)];
  }
}
