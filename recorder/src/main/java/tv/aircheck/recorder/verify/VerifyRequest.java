package tv.aircheck.recorder.verify;

import tv.aircheck.index.VerifyRun;

/**
 * What to verify.
 *
 * @param samplePercent how many segments of a hundred are looked at; which ones is another matter
 *     with each run
 * @param channel app/name; empty for all
 * @param broadcast id; empty for all
 */
public record VerifyRequest(Depth depth, int samplePercent, String channel, String broadcast) {
  public VerifyRequest {
    if (samplePercent < 1 || samplePercent > 100) {
      throw new IllegalArgumentException(
          "a sample of " + samplePercent + " %: choose from 1 to 100");
    }
  }

  boolean isOf(VerifyRun run) {
    return run.depth().equals(depth.word())
        && run.samplePercent() == samplePercent
        && run.channel().equals(channel)
        && run.broadcast().equals(broadcast);
  }
}
