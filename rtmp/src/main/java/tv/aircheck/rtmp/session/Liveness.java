package tv.aircheck.rtmp.session;

import java.time.Duration;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.CloseReason.Kind;
import tv.aircheck.rtmp.TimeLimits;

/** Decides from what has happened when, whether a peer has had its time. Knows no clock. */
final class Liveness {
  /** What the peer is about, as far as waiting for it goes. */
  enum Phase {
    HANDSHAKE,
    CONNECT,
    IDLE,
    PUBLISHING,
    PLAYING
  }

  /** A peer that answers no ping for so many ping intervals is gone. */
  private static final int SILENT_INTERVALS = 3;

  private final TimeLimits limits;
  private Phase phase = Phase.HANDSHAKE;
  private long phaseSince;
  private long lastBytes;
  private long lastMedia;
  private long lastPing;

  Liveness(TimeLimits limits, long nowNanos) {
    this.limits = limits;
    this.phaseSince = nowNanos;
    this.lastBytes = nowNanos;
    this.lastPing = nowNanos;
  }

  void bytes(long nowNanos) {
    lastBytes = nowNanos;
  }

  void media(long nowNanos) {
    lastMedia = nowNanos;
  }

  void enter(Phase newPhase, long nowNanos) {
    if (newPhase != phase) {
      phase = newPhase;
      phaseSince = nowNanos;
      lastMedia = nowNanos;
    }
  }

  /** Why the peer is to be closed; null if it is not. */
  CloseReason overdue(long nowNanos, long unfinishedMessageNanos) {
    if (unfinishedMessageNanos > limits.message().toNanos()) {
      return idle("one message took longer than", limits.message());
    }
    long inPhase = nowNanos - phaseSince;
    return switch (phase) {
      case HANDSHAKE -> after(inPhase, limits.handshake(), "no whole handshake within");
      case CONNECT -> after(inPhase, limits.connect(), "no connect command within");
      case IDLE -> after(inPhase, limits.idle(), "neither published nor played within");
      case PUBLISHING ->
          after(nowNanos - lastMedia, limits.publishMedia(), "no audio and no video for");
      case PLAYING ->
          after(
              nowNanos - lastBytes,
              limits.ping().multipliedBy(SILENT_INTERVALS),
              "no sign of life for");
    };
  }

  /** Whether a silent peer is to be asked for a sign of life; true once per interval. */
  boolean pingDue(long nowNanos) {
    long interval = limits.ping().toNanos();
    boolean due =
        phase == Phase.PLAYING
            && nowNanos - lastBytes >= interval
            && nowNanos - lastPing >= interval;
    if (due) {
      lastPing = nowNanos;
    }
    return due;
  }

  private static CloseReason after(long nanos, Duration limit, String words) {
    return nanos > limit.toNanos() ? idle(words, limit) : null;
  }

  private static CloseReason idle(String words, Duration limit) {
    return new CloseReason(Kind.IDLE, words + " " + limit.toMillis() / 1000.0 + " s");
  }
}
