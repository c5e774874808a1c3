package tv.aircheck.origin;

import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.relay.EndReason;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.PublishHandler;
import tv.aircheck.rtmp.PublishStream;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.StatusCode;

/**
 * One publisher on one channel, from being accepted to the end. Everything happens on the
 * connection's event loop; {@link #evict} and {@link #yieldsTo} come from others.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // the tasks scheduled here look at the state themselves
final class PublishSession implements PublishHandler {
  private enum State {
    /** Accepted by the channel, not yet heard of. */
    CLAIMED,
    OPEN,
    /** Not read from, until a recorder has caught up. */
    HELD_BACK,
    CLOSED
  }

  private static final Logger LOG = LoggerFactory.getLogger(PublishSession.class);
  private static final long HELD_CHECK_MS = 100;
  private static final int SAME_PUBLISHER_HASTE = 4;

  private final Desk desk;
  private final LiveChannel channel;
  private final PublisherIdentity identity;
  private final TakeWriter writer;
  private final HoldBack holdBack;
  private volatile State state = State.CLAIMED;
  private volatile PublishStream stream;
  private volatile long mediaTickMs;
  private ScheduledFuture<?> idleCheck;
  private int turnTags;
  private boolean gathers;
  private long toldBytes;

  PublishSession(Desk desk, LiveChannel channel, PublisherIdentity identity) {
    this.desk = desk;
    this.channel = channel;
    this.identity = identity;
    this.writer = new TakeWriter(desk, channel);
    this.mediaTickMs = desk.world().tickMs();
    this.holdBack = new HoldBack(desk.settings().publish().ahead().toMillis(), mediaTickMs);
  }

  @Override
  public void opened(PublishStream opened) {
    stream = opened;
    if (!channel.isPublishedBy(this)) {
      finish(EndReason.TAKEN_OVER);
      opened.close(null, "another publisher has taken over");
      return;
    }
    move(State.OPEN, "publishing");
    Duration idle = desk.settings().publish().idle();
    long checkMs = Math.max(100, Math.min(5_000, idle.toMillis() / 4));
    idleCheck =
        opened
            .eventLoop()
            .scheduleWithFixedDelay(this::checkIdle, checkMs, checkMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public void media(RtmpMessage message) {
    if (state != State.CLOSED && writer.media(message)) {
      turnTags++;
    }
  }

  @Override
  public void data(RtmpMessage message) {
    if (state != State.CLOSED) {
      writer.data(message);
    }
  }

  @Override
  public void readComplete() {
    if (state == State.CLOSED) {
      return;
    }
    writer.commit();
    if (turnTags == 0) {
      return;
    }
    mediaTickMs = desk.world().tickMs();
    Take take = writer.take();
    long end = take.log().end();
    take.grown(end);
    gatherUnlessWatched();
    channel.fan().signal();
    long total = writer.rolledBytes() + end;
    desk.listener().appended(channel.id(), turnTags, total - toldBytes);
    toldBytes = total;
    turnTags = 0;
    if (state == State.OPEN && hasToWait()) {
      move(State.HELD_BACK, "ahead of real time, and a recorder lags");
      stream.pauseReading();
      desk.listener().heldBack(channel.id(), true);
      checkHeldLater();
    }
  }

  /** Recorders have time; viewers have not. */
  private void gatherUnlessWatched() {
    boolean mayGather = channel.fan().isEmpty();
    if (mayGather != gathers) {
      gathers = mayGather;
      stream.mayGather(mayGather);
    }
  }

  private boolean hasToWait() {
    TakeLog log = writer.take().log();
    long lag = log.unacknowledged();
    long acknowledged = writer.rolledBytes() + log.end() - lag;
    return holdBack.decide(
        desk.world().tickMs(), writer.sessionMs(), acknowledged, lag, desk.takes().waitingLimit());
  }

  private void checkHeldLater() {
    stream.eventLoop().schedule(this::checkHeld, HELD_CHECK_MS, TimeUnit.MILLISECONDS);
  }

  private void checkHeld() {
    if (state != State.HELD_BACK) {
      return;
    }
    if (hasToWait()) {
      checkHeldLater();
      return;
    }
    move(State.OPEN, "goes on");
    mediaTickMs = desk.world().tickMs();
    desk.listener().heldBack(channel.id(), false);
    stream.resumeReading();
  }

  private void checkIdle() {
    Duration idle = desk.settings().publish().idle();
    if (state == State.OPEN && silentMs(desk.world().tickMs()) >= idle.toMillis()) {
      finish(EndReason.IDLE);
      stream.close(StatusCode.PUBLISH_IDLE, "no media for " + idle.toSeconds() + " s");
    }
  }

  private long silentMs(long tickMs) {
    return tickMs - mediaTickMs;
  }

  /**
   * Whether this session is so silent that another may have its channel; any thread. The same
   * publisher coming back from the same place need not wait as long.
   */
  boolean yieldsTo(PublishSession other, long tickMs) {
    if (state == State.CLOSED) {
      return true;
    }
    long silence = desk.settings().publish().silence().toMillis();
    boolean same = identity.isSameAs(other.identity);
    return state != State.HELD_BACK
        && silentMs(tickMs) >= (same ? silence / SAME_PUBLISHER_HASTE : silence);
  }

  /** Another session has the channel now; any thread. */
  void evict(EndReason reason, String words) {
    PublishStream mine = stream;
    if (mine == null) {
      return; // opened() will find that the channel is not its own
    }
    mine.eventLoop()
        .execute(
            () -> {
              finish(reason);
              // Without a status: encoders take an error status for an order to stop for good.
              mine.close(null, words);
            });
  }

  @Override
  public void closed(CloseReason reason) {
    finish(
        switch (reason.kind()) {
          case UNPUBLISHED -> EndReason.UNPUBLISHED;
          case DISCONNECTED -> EndReason.DISCONNECTED;
          case IDLE -> EndReason.IDLE;
          case PROTOCOL, CLOSED -> EndReason.REFUSED;
          case SHUTDOWN -> EndReason.SHUTDOWN;
        });
  }

  private void finish(EndReason reason) {
    if (state == State.CLOSED) {
      return;
    }
    move(State.CLOSED, reason.name());
    if (idleCheck != null) {
      idleCheck.cancel(false);
    }
    try {
      writer.end(reason);
    } finally {
      channel.release(this, reason == EndReason.UNPUBLISHED, desk.world().tickMs());
      desk.takes().budget().publisherLeft();
    }
  }

  private void move(State to, String why) {
    LOG.info("{} of {}: {} -> {}, {}", channel.id(), identity, state, to, why);
    state = to;
  }
}
