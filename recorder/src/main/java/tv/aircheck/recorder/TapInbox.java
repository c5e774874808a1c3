package tv.aircheck.recorder;

import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.relaytap.TapListener;

/**
 * Sorts what one tap receives to the takes' lanes. On the tap's event loop, and never blocks it.
 * How much may wait in the lanes is bounded by the tap's credit: bytes that are not written yet are
 * not reported as consumed, so the origin holds back, and nothing is dropped.
 */
final class TapInbox implements TapListener {
  private static final Logger log = LoggerFactory.getLogger(TapInbox.class);

  private final OnRecord onRecord;
  private final Function<TakeOpen, Feed> admission;
  private final LongSupplier ticker;
  private final Upstream upstream;
  private final Set<String> takes = new HashSet<>();
  private final Set<Feed> toWake = new HashSet<>();

  /**
   * @param admission makes the feed of a take that is not on record, or null to leave it alone
   */
  TapInbox(
      OnRecord onRecord,
      Function<TakeOpen, Feed> admission,
      LongSupplier ticker,
      Upstream upstream) {
    this.onRecord = onRecord;
    this.admission = admission;
    this.ticker = ticker;
    this.upstream = upstream;
  }

  @Override
  public List<Held> held(String originNode) {
    return onRecord.held(originNode);
  }

  @Override
  public void opened(TakeOpen take) {
    Feed known = onRecord.find(take.takeId());
    Feed feed = known == null ? admission.apply(take) : known;
    if (feed == null) {
      return;
    }
    takes.add(take.takeId());
    feed.received(take.startPosition());
    feed.present();
    feed.execute(() -> feed.session().opened(take, upstream));
  }

  @Override
  public void mark(String takeId, Mark mark) {
    Feed feed = onRecord.find(takeId);
    if (feed != null) {
      feed.mark(mark);
      wakeSoon(feed);
    }
  }

  @Override
  public void data(String takeId, long position, ByteBuf run) {
    Feed feed = onRecord.find(takeId);
    if (feed == null) {
      // Failed or refused: said when it happened.
      int bytes = run.readableBytes();
      run.release();
      upstream.consumed(bytes);
      return;
    }
    feed.received(position + run.readableBytes());
    feed.data(position, run);
    wakeSoon(feed);
  }

  /**
   * Not before all that was read at once is in the lanes: a thread woken earlier would find one.
   */
  private void wakeSoon(Feed feed) {
    toWake.add(feed);
    if (toWake.size() == 1) {
      upstream.afterThisRead(this::wakeAll);
    }
  }

  private void wakeAll() {
    toWake.forEach(Feed::wake);
    toWake.clear();
  }

  @Override
  public void gap(String takeId, long from, long to, JoinContext after) {
    Feed feed = onRecord.find(takeId);
    if (feed != null) {
      feed.received(to);
      feed.execute(() -> feed.session().gap(from, to, after));
    }
  }

  @Override
  public void ended(String takeId, long finalPosition, EndReason reason) {
    takes.remove(takeId);
    Feed feed = onRecord.find(takeId);
    if (feed != null) {
      feed.execute(() -> feed.session().ended(finalPosition, reason.name()));
    }
  }

  @Override
  public void gone(String takeId) {
    takes.remove(takeId);
    Feed feed = onRecord.find(takeId);
    if (feed != null) {
      feed.execute(() -> feed.session().lost("its origin does not know it any more"));
    }
  }

  @Override
  public void connected(String originNode) {
    // The tap says so itself; each take says where it goes on.
  }

  @Override
  public void disconnected(String why) {
    if (!takes.isEmpty()) {
      log.warn("{} takes wait for their origin: {}", takes.size(), why);
    }
    for (String takeId : takes) {
      Feed feed = onRecord.find(takeId);
      if (feed != null) {
        feed.away(ticker.getAsLong());
        feed.execute(() -> feed.session().disconnected());
      }
    }
    takes.clear();
  }
}
