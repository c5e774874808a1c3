package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.index.TakeRow;
import tv.aircheck.storage.StorageException;

/**
 * Reads a broadcast for one viewer, step by step, across segments, gaps and takes, up to the live
 * edge if it is on air. What cannot be read is left out as if it had never been recorded.
 *
 * <p>Blocks. One thread at a time; {@link #show} may be asked from any.
 */
public final class BroadcastReader {
  private static final int SCAN_BYTES = 64 * 1024;

  private final Library library;
  private final long endMs;
  private final TagFilter filter = new TagFilter();
  private final RunCut cut = new RunCut(filter);
  private final LogPlace place = new LogPlace();
  private final List<Hole> lost = new ArrayList<>();
  private volatile Show show;
  private StreamHeaders headers = new StreamHeaders();
  private StreamHeaders untold;
  private boolean mustTell = true;
  private boolean over;

  /**
   * @param endMs the offset at which to stop
   */
  public BroadcastReader(Library library, Show show, long endMs) {
    this.library = library;
    this.show = show;
    this.endMs = endMs;
  }

  /** The broadcast as this reader sees it, without what it could not read. */
  public Show show() {
    return show;
  }

  TagFilter filter() {
    return filter;
  }

  /** Goes to the keyframe at or before an offset; the next step tells the headers. */
  public void seek(long offsetMs) throws StorageException {
    try {
      goTo(offsetMs);
    } catch (StorageException e) {
      throw library.told(show, e);
    }
  }

  private void goTo(long offsetMs) throws StorageException {
    over = false;
    refresh();
    mustTell = true;
    Timeline timeline = show.timeline();
    if (timeline.isEmpty()) {
      place.moveTo(0, 0, 0);
      return;
    }
    Moment moment = timeline.at(Math.max(0, Math.min(offsetMs, endMs - 1)));
    Span span = moment.span();
    KeyframeSearch.Found found = library.search().find(show.take(span), moment);
    place.moveTo(span.take(), found.position(), moment.logMs());
    place.segment(found.segment());
  }

  /** What comes next. The caller releases what it holds. */
  public Step next(ReadLimit limit) throws StorageException {
    try {
      return step(limit);
    } catch (StorageException e) {
      throw library.told(show, e);
    }
  }

  private Step step(ReadLimit limit) throws StorageException {
    while (!over) {
      Span span = show.timeline().spanFrom(place.take(), place.position());
      if (span == null) {
        if (refresh()) {
          continue;
        }
        return show.onAir() ? waiting() : Step.END;
      }
      place.enter(span);
      Segment segment = segment(span);
      if (segment == null) {
        if (leaveOutMissing(span) || refresh()) {
          continue;
        }
        return waiting();
      }
      if (place.position() >= segment.endPosition()) {
        return waiting();
      }
      Step step = readOrLeaveOut(segment, span, limit);
      if (step != null) {
        return step;
      }
    }
    return Step.END;
  }

  /** Looks again; true if there is something new to go by. */
  private boolean refresh() {
    Show now = library.shows().byId(show.id());
    if (now == null) {
      over = true;
      return true;
    }
    List<Span> before = show.timeline().spans();
    show = now.without(lost);
    return !before.equals(show.timeline().spans());
  }

  private Step waiting() {
    List<TakeRow> takes = show.takes();
    return new Step.Wait(takes.isEmpty() ? show.id() : takes.get(place.take()).id());
  }

  /**
   * The segment the place lies in, or the growing one it lies at the end of; null if none is known.
   */
  private Segment segment(Span span) {
    Segment known = place.segment();
    boolean atEdge = known != null && known.isGrowing() && known.endPosition() == place.position();
    if (known == null || !(atEdge || known.holds(place.position()))) {
      place.segment(library.locator().at(show.take(span), place.position()));
    }
    return place.segment();
  }

  /** Nobody has the byte at the place: goes on behind, if that can be told from "not yet". */
  private boolean leaveOutMissing(Span span) {
    TakeRow take = show.take(span);
    long position = place.position();
    Segment behind = library.locator().behind(take, position);
    if (behind != null && behind.startPosition() < span.toPosition()) {
      // In between, the one that was missing may have been entered.
      if (library.locator().at(take, position) == null) {
        leaveOut(span, behind.startPosition(), behind.startMs());
      }
      return true;
    }
    if (!span.onAir()) {
      leaveOut(span, span.toPosition(), span.toMs());
      return true;
    }
    return false;
  }

  private void leaveOut(Span span, long toPosition, long toMs) {
    long fromMs = Math.max(span.fromMs(), Math.min(place.highestMs(), toMs));
    lost.add(new Hole(span.takeSeq(), place.position(), toPosition, fromMs, toMs));
    show = show.without(lost.subList(lost.size() - 1, lost.size()));
  }

  private Step readOrLeaveOut(Segment segment, Span span, ReadLimit limit) throws StorageException {
    try {
      return read(segment, span, limit);
    } catch (StorageException e) {
      if (!Failures.isLoss(e)) {
        throw e;
      }
      leaveOut(segment, span, e);
    } catch (CorruptFlvException e) {
      leaveOut(segment, span, e);
    }
    return null;
  }

  /** Unless somebody else has it in order: then it is read again, from there. */
  private void leaveOut(Segment segment, Span span, Exception why) throws StorageException {
    if (segment.row() != null && library.distrust(segment.key(), why)) {
      return;
    }
    library.lost(segment.key(), why);
    Segment behind = library.locator().behind(show.take(span), segment.startPosition());
    long endMs = segment.row() == null ? place.highestMs() : segment.row().endMs();
    long toMs = behind == null ? endMs : behind.startMs();
    leaveOut(span, Math.min(span.toPosition(), segment.endPosition()), toMs);
  }

  /** Null if nothing of what was read is for the viewer. */
  private Step read(Segment segment, Span span, ReadLimit limit)
      throws StorageException, CorruptFlvException {
    if (place.isEntering() && !enter(segment)) {
      return segment.isGrowing() ? waiting() : null;
    }
    long shiftMs = show.timeline().shiftMs(span);
    ByteBuf run = library.runs().read(segment, place.position(), limit.bytes());
    leaveOutBehind(span, run);
    cut.cut(run, headers, shiftMs, limit, endMs);
    place.advance(place.position() + cut.consumed(run), cut.highestMs());
    over = cut.reachedEnd();
    ByteBuf kept = cut.kept(run);
    if (!kept.isReadable()) {
      kept.release();
      return null;
    }
    StreamHeaders told = untold;
    untold = null;
    return new Step.Tags(kept, told, shiftMs, cut.firstMs(), cut.highestMs() + shiftMs);
  }

  /** A clip may end inside a segment. */
  private void leaveOutBehind(Span span, ByteBuf run) {
    long behind = place.position() + run.readableBytes() - span.toPosition();
    if (behind > 0) {
      run.writerIndex(run.writerIndex() - (int) behind);
    }
  }

  /**
   * Finds the headers in force at the place, and moves it to the first picture or sound there: the
   * header tags before that need not be sent, being told. Reads no more of the segment than up to
   * its last header.
   *
   * @return false if the segment has none
   */
  private boolean enter(Segment segment) throws StorageException, CorruptFlvException {
    StreamHeaders found = library.runs().head(segment);
    KeyframeTable table = segment.table();
    TagCursor tags = new TagCursor();
    long at = segment.startPosition();
    long end = segment.endPosition();
    while (at < end) {
      if (at > table.lastHeader() && at < place.position()) {
        at = place.position();
      }
      if (at == place.position() && table.isKeyframe(at)) {
        entered(found);
        return true;
      }
      ByteBuf run = library.runs().read(segment, at, SCAN_BYTES);
      try {
        tags.reset(run);
        while (tags.next()) {
          if (TagKind.isHeader(tags.kind())) {
            found.offer(tags.kind(), run, tags.start(), tags.end());
          } else if (at + tags.start() >= place.position() && TagKind.isCodedMedia(tags.kind())) {
            place.position(at + tags.start());
            entered(found);
            return true;
          }
        }
        at += run.readableBytes();
      } finally {
        run.release();
      }
    }
    if (!segment.isGrowing()) {
      place.position(end);
    }
    return false;
  }

  private void entered(StreamHeaders found) {
    if (mustTell || !Arrays.equals(codecHeaders(headers), codecHeaders(found))) {
      untold = found.copy();
      mustTell = false;
    }
    headers = found;
    place.entered();
    filter.awaitKeyframe();
  }

  private static byte[] codecHeaders(StreamHeaders headers) {
    ByteBuf buf = Unpooled.buffer();
    headers.writeCodecHeadersTo(buf, 0);
    return ByteBufUtil.getBytes(buf);
  }
}
