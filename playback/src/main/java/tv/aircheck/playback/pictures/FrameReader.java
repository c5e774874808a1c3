package tv.aircheck.playback.pictures;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.index.TakeRow;
import tv.aircheck.playback.Failures;
import tv.aircheck.playback.KeyframeSearch;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Moment;
import tv.aircheck.playback.Segment;
import tv.aircheck.playback.Show;
import tv.aircheck.storage.StorageException;

/**
 * Reads one keyframe and its codec headers, and as little else as it can. Unlike a viewer it asks
 * for nothing to be brought back, and leaves nothing out: there is a picture or there is none.
 * Blocks; any thread.
 */
final class FrameReader {
  /** Most keyframes are not larger; one that is is read again in whole. */
  private static final int FIRST_BYTES = 64 * 1024;

  /** A take may begin with sound: its first picture stands for its beginning. */
  private static final int MOST_READS = 16;

  private final Library library;

  FrameReader(Library library) {
    this.library = library;
  }

  /** Where the picture of a moment is; of a sealed segment by the index alone. */
  FramePlace place(Show show, long offsetMs) throws StorageException, NoPicture {
    if (show.timeline().isEmpty()) {
      throw new NoPicture(NoPicture.Reason.NO_VIDEO, "nothing of " + show.id() + " was recorded");
    }
    Moment moment = show.timeline().at(offsetMs);
    TakeRow take = show.take(moment.span());
    KeyframeSearch.Found found = library.search().find(take, moment);
    Segment segment =
        found.segment() == null ? library.locator().at(take, found.position()) : found.segment();
    return new FramePlace(take, found.position(), segment);
  }

  /** Does the index know of video there? Of what is being written it knows nothing yet. */
  boolean hasVideo(Show show, long offsetMs) throws StorageException, NoPicture {
    Segment segment = place(show, offsetMs).segment();
    return segment != null && (segment.row() == null || segment.row().codecs().video() != null);
  }

  /** What a decoder needs. */
  CodedPicture read(FramePlace place) throws StorageException, NoPicture {
    Segment segment = place.segment();
    if (segment == null || place.position() >= segment.endPosition()) {
      throw new NoPicture(NoPicture.Reason.NO_VIDEO, "nobody has " + place.name());
    }
    try {
      return once(place);
    } catch (CorruptFlvException e) {
      return again(place, e);
    } catch (StorageException e) {
      if (!Failures.isLoss(e)) {
        throw e;
      }
      return again(place, e);
    }
  }

  /** The spool's copy may be damaged, and the store's in order. */
  private CodedPicture again(FramePlace place, Exception why) throws StorageException, NoPicture {
    boolean elsewhere =
        place.segment().row() != null && library.distrust(place.segment().key(), why);
    if (elsewhere) {
      try {
        return once(place);
      } catch (CorruptFlvException e) {
        throw unreadable(place, e);
      }
    }
    throw unreadable(place, why);
  }

  private static NoPicture unreadable(FramePlace place, Exception why) {
    return new NoPicture(
        NoPicture.Reason.UNREADABLE, place.name() + " cannot be read: " + why.getMessage(), why);
  }

  private CodedPicture once(FramePlace place)
      throws StorageException, CorruptFlvException, NoPicture {
    Segment segment = place.segment();
    StreamHeaders headers = headers(segment, place.position());
    long at = place.position();
    for (int i = 0; i < MOST_READS && at < segment.endPosition(); i++) {
      ByteBuf run = library.runs().read(segment, at, FIRST_BYTES);
      try {
        CodedPicture picture = CodedPicture.first(run, headers);
        if (picture != null) {
          return picture;
        }
        at += run.readableBytes();
      } finally {
        run.release();
      }
    }
    throw new NoPicture(
        NoPicture.Reason.NO_VIDEO, "there is no picture to decode at " + place.name());
  }

  /** Those in force at a position: the segment's own, and what came between. */
  private StreamHeaders headers(Segment segment, long position)
      throws StorageException, CorruptFlvException {
    StreamHeaders headers = library.runs().head(segment);
    KeyframeTable table = segment.table();
    TagCursor tags = new TagCursor();
    long at = segment.startPosition();
    while (at < position && at <= table.lastHeader()) {
      ByteBuf run = library.runs().read(segment, at, FIRST_BYTES);
      try {
        tags.reset(run);
        while (tags.next() && at + tags.start() < position) {
          headers.offer(tags.kind(), run, tags.start(), tags.end());
        }
        at += run.readableBytes();
      } finally {
        run.release();
      }
    }
    return headers;
  }
}
