package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.StreamHeaders;

/** What comes next when a broadcast is read. */
public sealed interface Step {
  Step END = new End();

  /**
   * Media.
   *
   * @param run whole tags with log timestamps; whoever gets the step releases it
   * @param headers to be told before, with the timestamp of the first tag; null if nothing changed
   * @param shiftMs from log time to offset
   * @param firstMs offset of the first tag
   * @param lastMs highest offset in the run
   */
  record Tags(ByteBuf run, StreamHeaders headers, long shiftMs, long firstMs, long lastMs)
      implements Step {}

  /**
   * Nothing yet: the broadcast is on air. Ask again when something happens to this take, or soon.
   */
  record Wait(String takeId) implements Step {}

  /** Nothing any more. */
  record End() implements Step {}
}
