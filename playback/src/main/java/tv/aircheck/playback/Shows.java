package tv.aircheck.playback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.access.Action;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.LedTo;
import tv.aircheck.rtmp.StatusCode;

/** Finds broadcasts and clips in the index. Blocks; any thread. */
public final class Shows {
  /** Viewers waiting at the same live edge ask all at once: they share one answer. */
  private static final Duration FRESH = Duration.ofMillis(250);

  private static final int MOST_CACHED = 1024;

  private final Index index;
  private final Cache<String, Show> fresh;

  Shows(Index index, LongSupplier nanoTicker) {
    this.index = index;
    this.fresh =
        Caffeine.newBuilder()
            .ticker(nanoTicker::getAsLong)
            .expireAfterWrite(FRESH)
            .maximumSize(MOST_CACHED)
            .build();
  }

  /**
   * The broadcast or clip that an address means.
   *
   * @param caller who asks: what they may not watch is as if it were not there, in words too
   */
  Show find(ArchiveAddress address, Caller caller) throws NotPlayable {
    if (address.broadcastId() != null) {
      Show show = byId(address.broadcastId());
      if (show == null || !mayWatch(caller, show.row())) {
        throw nothing("there is no broadcast " + address.broadcastId());
      }
      return show;
    }
    return address.at() == null
        ? latest(address.channel(), caller)
        : at(address.channel(), address.at(), caller);
  }

  private static boolean mayWatch(Caller caller, BroadcastRow row) {
    return caller.may(Action.WATCH, row.channel(), row.visibility().effective());
  }

  private Show latest(ChannelName channel, Caller caller) throws NotPlayable {
    BroadcastRow row =
        byLink(channel, caller)
            .or(() -> newest(channel, Long.MAX_VALUE, caller))
            .orElseThrow(() -> nothing("nothing of " + channel + " is in the archive"));
    return load(row);
  }

  /** A link to a channel is to what is on air there now: never to a show before it. */
  private Optional<BroadcastRow> byLink(ChannelName channel, Caller caller) {
    if (!caller.isInvited()) {
      return Optional.empty();
    }
    LedTo led = LedTo.of(caller, channel);
    return index
        .broadcasts()
        .latest(channel)
        .filter(BroadcastRow::isLive)
        .filter(row -> led.contains(row.visibility().own(), row.visibility().channels()));
  }

  private Show at(ChannelName channel, Instant at, Caller caller) throws NotPlayable {
    long wallClockMs = at.toEpochMilli();
    BroadcastRow row =
        newest(channel, wallClockMs, caller)
            .orElseThrow(
                () -> nothing(channel + " was not on air at " + at + ", nor at any time before"));
    if (row.endedAtMs() != null && row.endedAtMs() <= wallClockMs) {
      throw nothing(
          "%s was not on air at %s: the show before it, %s, had ended at %s"
              .formatted(channel, at, row.id(), Instant.ofEpochMilli(row.endedAtMs())));
    }
    return load(row);
  }

  /** By what they are themselves: no link opens a show that has to be looked for. */
  private Optional<BroadcastRow> newest(ChannelName channel, long byMs, Caller caller) {
    return index.broadcasts().at(channel, byMs, LedTo.of(caller.uninvited(), channel));
  }

  /**
   * A broadcast, or a clip, as it is now, give or take {@link #FRESH}; null if there is none, or it
   * is marked for deletion.
   */
  public Show byId(String id) {
    return fresh.get(id, this::lookUp);
  }

  private Show lookUp(String id) {
    Optional<BroadcastRow> broadcast = index.broadcasts().find(id);
    if (broadcast.isPresent()) {
      return broadcast.filter(row -> row.state().isShown()).map(this::load).orElse(null);
    }
    return index.clips().find(id).filter(ClipRow::isShown).map(this::load).orElse(null);
  }

  /** Whatever became of its broadcast; null while the index changes under it. */
  private Show load(ClipRow clip) {
    Optional<BroadcastRow> broadcast = index.broadcasts().find(clip.broadcastId());
    if (broadcast.isEmpty()) {
      return null;
    }
    List<TakeRow> takes = index.takes().ofBroadcast(clip.broadcastId());
    List<Span> spans = new ArrayList<>();
    List<Hole> holes = new ArrayList<>();
    for (ClipRange range : clip.ranges()) {
      for (int i = 0; i < takes.size(); i++) {
        if (takes.get(i).seq() == range.takeSeq()) {
          spans.add(span(i, takes.get(i), range));
          index.gaps().ofTake(range.takeSeq()).forEach(gap -> holes.add(hole(gap)));
        }
      }
    }
    return new Show(broadcast.get(), takes, Timeline.of(spans).without(holes), clip);
  }

  private static Span span(int ordinal, TakeRow take, ClipRange range) {
    return new Span(
        ordinal,
        take.seq(),
        range.fromPosition(),
        range.toPosition(),
        range.fromMs(),
        range.toMs(),
        take.startedAtMs() + range.fromMs());
  }

  private Show load(BroadcastRow row) {
    List<TakeRow> takes = index.takes().ofBroadcast(row.id());
    List<Span> spans = new ArrayList<>();
    List<Hole> holes = new ArrayList<>();
    for (int i = 0; i < takes.size(); i++) {
      TakeRow take = takes.get(i);
      long toPosition = take.isOpen() ? Span.ON_AIR : take.extent().endPosition();
      spans.add(
          new Span(i, take.seq(), 0, toPosition, 0, take.extent().endMs(), take.startedAtMs()));
      for (GapRow gap : index.gaps().ofTake(take.seq())) {
        holes.add(hole(gap));
      }
    }
    return new Show(row, takes, Timeline.of(spans).without(holes));
  }

  /** A gap noted before anything came behind it does not say how long it was; what came does. */
  private Hole hole(GapRow gap) {
    long toMs = gap.toMs();
    if (toMs <= gap.fromMs()) {
      Optional<SegmentRow> after = index.segments().atPosition(gap.takeSeq(), gap.toPosition());
      toMs =
          after
              .filter(row -> row.startPosition() == gap.toPosition())
              .map(SegmentRow::startMs)
              .orElse(toMs);
    }
    return new Hole(gap.takeSeq(), gap.fromPosition(), gap.toPosition(), gap.fromMs(), toMs);
  }

  /**
   * The offset at which a show was what it was at a time of day. The clock of a take drifts from
   * the wall clock; the segments say by how much.
   */
  long offsetAt(Show show, Instant at) {
    if (show.timeline().isEmpty()) {
      return 0;
    }
    long wallClockMs = at.toEpochMilli();
    Moment guess = show.timeline().atWallClock(wallClockMs);
    Span span = guess.span();
    long logMs =
        index
            .segments()
            .atTime(span.takeSeq(), guess.logMs())
            .map(row -> row.startMs() + (wallClockMs - row.wallClockMs()))
            .map(ms -> Math.max(span.fromMs(), span.onAir() ? ms : Math.min(ms, span.toMs())))
            .orElse(guess.logMs());
    return show.timeline().offsetMs(new Moment(span, logMs));
  }

  private static NotPlayable nothing(String words) {
    return new NotPlayable(
        StatusCode.PLAY_STREAM_NOT_FOUND,
        words + "; if it is private, add ?token=… or the words of a signed link");
  }
}
