package tv.aircheck.flv.mp4;

import java.io.IOException;

/** Gathers equal values that follow each other. */
final class Runs {
  /** Gets each run. */
  @FunctionalInterface
  interface Target {
    void run(int length, long value) throws IOException;
  }

  private final Target target;
  private int length;
  private long value;

  Runs(Target target) {
    this.target = target;
  }

  void add(long next) throws IOException {
    if (length > 0 && next != value) {
      end();
    }
    value = next;
    length++;
  }

  void end() throws IOException {
    if (length > 0) {
      target.run(length, value);
      length = 0;
    }
  }
}
