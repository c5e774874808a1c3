package tv.aircheck.recorder;

import tv.aircheck.relaytap.Tap;

/** The way back through a tap, which needs its listener before it is there itself. */
final class TapUpstream implements Upstream {
  private volatile Tap tap;

  void connect(Tap made) {
    tap = made;
  }

  @Override
  public void ack(String takeId, long position) {
    tap.ack(takeId, position);
  }

  @Override
  public void afterThisRead(Runnable task) {
    tap.eventLoop().execute(task);
  }

  @Override
  public void consumed(int bytes) {
    tap.consumed(bytes);
  }
}
