package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.storage.StorageException;

/**
 * Turns offsets in a show into ranges of its takes' logs, that begin and end between two tags.
 * Reads the group of pictures around each end. Blocks; any thread.
 */
final class ClipCut {
  private static final int SCAN_BYTES = 256 * 1024;

  /** By so much sound may stand in the log behind a picture that is shown after it. */
  private static final long SKEW_MS = 2_000;

  private final Library library;
  private final Index index;

  ClipCut(Library library, Index index) {
    this.library = library;
    this.index = index;
  }

  /** A border between two tags of a take's log, and the log time that belongs to it. */
  private record Border(long position, long ms) {}

  /**
   * What lies between two offsets, one range for each take; nothing where nothing is recorded.
   *
   * @throws CorruptFlvException if what lies at an end cannot be made sense of
   */
  List<ClipRange> ranges(Show show, long fromMs, long toMs)
      throws StorageException, CorruptFlvException {
    Timeline timeline = show.timeline();
    List<ClipRange> ranges = new ArrayList<>();
    if (timeline.isEmpty()) {
      return ranges;
    }
    Moment from = timeline.at(fromMs);
    Moment to = timeline.at(toMs);
    Border begin = begin(show, from);
    Border end = end(show.take(to.span()), to);
    List<Span> spans = timeline.spans();
    for (Span span : spans.subList(spans.indexOf(from.span()), spans.indexOf(to.span()) + 1)) {
      Border first =
          span.equals(from.span()) ? begin : new Border(span.fromPosition(), span.fromMs());
      Border last = span.equals(to.span()) ? end : new Border(span.toPosition(), span.toMs());
      if (first.position < last.position) {
        add(ranges, span.takeSeq(), first, new Border(last.position, Math.max(first.ms, last.ms)));
      }
    }
    return ranges;
  }

  /** A gap does not part a range: what it lacks is missing from the clip as from the show. */
  private static void add(List<ClipRange> ranges, long takeSeq, Border first, Border last) {
    int before = ranges.size() - 1;
    if (before >= 0 && ranges.get(before).takeSeq() == takeSeq) {
      ClipRange begun = ranges.remove(before);
      ranges.add(
          new ClipRange(takeSeq, begun.fromPosition(), last.position, begun.fromMs(), last.ms));
    } else {
      ranges.add(new ClipRange(takeSeq, first.position, last.position, first.ms, last.ms));
    }
  }

  /** At the keyframe at or before a moment, and the time of that. */
  private Border begin(Show show, Moment from) throws StorageException, CorruptFlvException {
    Span span = from.span();
    TakeRow take = show.take(span);
    KeyframeSearch.Found found = library.search().find(take, from);
    Segment segment =
        found.segment() != null ? found.segment() : library.locator().at(take, found.position());
    if (segment == null) {
      return new Border(found.position(), span.fromMs());
    }
    Tag tag = firstCoded(segment, found.position(), Long.MIN_VALUE);
    return new Border(found.position(), tag == null ? span.fromMs() : tag.ms);
  }

  /** Before the first picture or sound that is to be shown at a moment or later. */
  private Border end(TakeRow take, Moment to) throws StorageException, CorruptFlvException {
    Span span = to.span();
    if (to.logMs() >= span.toMs()) {
      long sealed = take.extent().endPosition();
      return new Border(Math.min(span.toPosition(), sealed), span.toMs());
    }
    Optional<SegmentRow> row = index.segments().atTime(take.seq(), to.logMs());
    if (to.logMs() <= span.fromMs()
        || row.isEmpty()
        || row.get().endPosition() <= span.fromPosition()) {
      return new Border(span.fromPosition(), span.fromMs());
    }
    Segment segment = Segment.sealed(take, row.get());
    KeyframeTable table = segment.table();
    int keyframe = table.floor(to.logMs() - SKEW_MS);
    long start = keyframe < 0 ? segment.startPosition() : table.position(keyframe);
    Tag tag = firstCoded(segment, Math.max(start, span.fromPosition()), to.logMs());
    long position = tag == null ? segment.endPosition() : tag.position;
    return new Border(Math.min(position, span.toPosition()), to.logMs());
  }

  /**
   * A picture or sound.
   *
   * @param position where it begins, or the headers before it where nothing else is
   */
  private record Tag(long position, long ms) {}

  /** Null where none is as late as that. */
  private Tag firstCoded(Segment segment, long from, long atMs)
      throws StorageException, CorruptFlvException {
    TagCursor tags = new TagCursor();
    long position = from;
    boolean first = true;
    while (position < segment.endPosition()) {
      ByteBuf run = library.runs().read(segment, position, SCAN_BYTES);
      try {
        tags.reset(run);
        while (tags.next()) {
          if (TagKind.isCodedMedia(tags.kind())) {
            if (tags.timestampMs() >= atMs) {
              return new Tag(first ? from : position + tags.start(), tags.timestampMs());
            }
            first = false;
          }
        }
        position += run.readableBytes();
      } finally {
        run.release();
      }
    }
    return null;
  }
}
