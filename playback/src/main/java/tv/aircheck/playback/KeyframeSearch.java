package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.index.TakeRow;
import tv.aircheck.storage.StorageException;

/**
 * Finds where in a log to begin so that a time can be shown: a row look-up and a binary search.
 * Blocks.
 */
public final class KeyframeSearch {
  private static final long NONE = -1;

  /** Segments without a keyframe that are looked back over: minutes, at any sane length. */
  private static final int MOST_LOOKED_BACK = 12;

  private static final int SCAN_BYTES = 256 * 1024;

  private final SegmentLocator locator;
  private final TagRuns runs;

  KeyframeSearch(SegmentLocator locator, TagRuns runs) {
    this.locator = locator;
    this.runs = runs;
  }

  /**
   * Where to begin.
   *
   * @param segment the one that holds the position; null if it is not known
   */
  public record Found(long position, Segment segment) {}

  /**
   * The position of the last keyframe at or before a moment, or of the first tag at it where there
   * is no video; never outside the moment's span.
   */
  public Found find(TakeRow take, Moment moment) throws StorageException {
    Span span = moment.span();
    Segment segment = locator.atTime(take, moment.logMs());
    for (int i = 0; i < MOST_LOOKED_BACK && segment != null; i++) {
      if (segment.endPosition() < span.fromPosition()) {
        break;
      }
      long position = keyframe(segment, span, moment.logMs());
      if (position != NONE) {
        return new Found(position, segment);
      }
      segment = locator.before(take, segment);
    }
    return new Found(span.fromPosition(), null);
  }

  private long keyframe(Segment segment, Span span, long logMs) throws StorageException {
    try {
      boolean scan = segment.row() == null || segment.row().codecs().video() == null;
      long found = scan ? scan(segment, logMs) : tabled(segment, span, logMs);
      return found >= span.fromPosition() ? found : NONE;
    } catch (CorruptFlvException e) {
      return whereDamageIsMet(segment, span);
    } catch (StorageException e) {
      if (!Failures.isLoss(e)) {
        throw e;
      }
      return whereDamageIsMet(segment, span);
    }
  }

  /** Whoever reads on from here leaves out what cannot be had. */
  private static long whereDamageIsMet(Segment segment, Span span) {
    return Math.max(span.fromPosition(), segment.startPosition());
  }

  private static long tabled(Segment segment, Span span, long logMs) throws CorruptFlvException {
    KeyframeTable table = segment.table();
    int i = table.floor(logMs);
    while (i >= 0 && table.position(i) >= span.toPosition()) {
      i--; // Where a clip ends, the next keyframe may be.
    }
    return i < 0 ? NONE : table.position(i);
  }

  /** For what has no table: a growing segment, and one without video. */
  private long scan(Segment segment, long logMs) throws StorageException, CorruptFlvException {
    long keyframe = NONE;
    long sound = segment.startPosition();
    boolean video = false;
    TagCursor tags = new TagCursor();
    long position = segment.startPosition();
    long end = segment.endPosition();
    while (position < end) {
      ByteBuf run = runs.read(segment, position, SCAN_BYTES);
      try {
        tags.reset(run);
        while (tags.next()) {
          int kind = tags.kind();
          boolean coded = TagKind.isCodedMedia(kind);
          video |= coded && TagKind.isVideo(kind);
          if (coded && tags.timestampMs() > logMs) {
            return video ? keyframe : sound;
          }
          if (TagKind.isKeyframe(kind)) {
            keyframe = position + tags.start();
          } else if (coded) {
            sound = position + tags.start();
          }
        }
        position += run.readableBytes();
      } finally {
        run.release();
      }
    }
    return video ? keyframe : sound;
  }
}
