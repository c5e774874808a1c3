package tv.aircheck.playback.hls;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.mp4.FragmentWriter;
import tv.aircheck.flv.mp4.InitTrack;
import tv.aircheck.playback.Failures;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Segment;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.Span;
import tv.aircheck.playback.http.Body;
import tv.aircheck.playback.http.MediaRefusal;
import tv.aircheck.storage.StorageException;

/** Makes the fragments of pieces, from the log, when they are asked for. Blocks; any thread. */
final class Fragments {
  private static final int READ_BYTES = 512 * 1024;
  private static final long FARTHEST_MS = 1L << 48;

  private static final long MOST_HELD = 256L << 20;

  private final Library library;
  private final Inits inits;
  private final Listings listings;
  private final HeldBytes held = new HeldBytes(MOST_HELD);

  /**
   * @param listings are told of segments whose bytes nobody has
   */
  Fragments(Library library, Listings listings) {
    this.library = library;
    this.inits = new Inits(library);
    this.listings = listings;
  }

  private interface Making<T> {
    T make(Segment segment) throws IOException, MediaRefusal;
  }

  /** The tracks of an init segment; none if nothing there can be decoded. */
  List<InitTrack> tracks(Show show, int take, long init) throws IOException, MediaRefusal {
    Segment segment = segment(show, take, init, init);
    return read(show, segment, found -> inits.tracks(found, init));
  }

  /** All of a piece; dropped by the caller. */
  Body.Held media(Show show, PieceName name) throws IOException, MediaRefusal {
    return held(
        show,
        name,
        segment -> {
          List<InitTrack> tracks = tracks(show, name.take(), name.init());
          return read(show, segment, found -> fragment(found, name, tracks, name.endPosition()));
        });
  }

  /** Of a piece the first keyframe alone; dropped by the caller. */
  Body.Held keyframe(Show show, PieceName name) throws IOException, MediaRefusal {
    return held(
        show,
        name,
        segment -> {
          List<InitTrack> pictures = pictures(tracks(show, name.take(), name.init()));
          return read(
              show, segment, found -> fragment(found, name, pictures, behindKeyframe(found, name)));
        });
  }

  /** Only what is there takes memory from others: a name can say anything. */
  private Body.Held held(Show show, PieceName name, Making<ByteBuf> making)
      throws IOException, MediaRefusal {
    requireSane(name);
    Segment segment = segment(show, name.take(), name.position(), name.endPosition());
    held.take(name.bytes());
    boolean made = false;
    try {
      ByteBuf fragment = making.make(segment);
      made = true;
      return new Body.Held(fragment, () -> held.giveBack(name.bytes()));
    } finally {
      if (!made) {
        held.giveBack(name.bytes());
      }
    }
  }

  static List<InitTrack> pictures(List<InitTrack> tracks) {
    return tracks.stream().filter(InitTrack::video).toList();
  }

  /** Only what the show has may be read: a clip does not open the show it is from. */
  private Segment segment(Show show, int take, long from, long to) throws MediaRefusal {
    for (Span span : show.timeline().spans()) {
      if (span.take() == take && span.fromPosition() <= from && to <= span.toPosition()) {
        Segment segment = library.locator().at(show.take(span), from);
        boolean holds = segment != null && to <= segment.endPosition();
        if (holds && isBorder(segment, span, from) && isBorder(segment, span, to)) {
          return segment;
        }
      }
    }
    throw unknown();
  }

  /** An address that was made up must not make a good segment look damaged. */
  private static boolean isBorder(Segment segment, Span span, long position) {
    if (segment.row() == null
        || position == segment.startPosition()
        || position == segment.endPosition()
        || position == span.fromPosition()
        || position == span.toPosition()) {
      return true;
    }
    try {
      return segment.table().isKeyframe(position);
    } catch (CorruptFlvException e) {
      return false;
    }
  }

  private static void requireSane(PieceName name) throws MediaRefusal {
    boolean far = Math.abs(name.shiftMs()) > FARTHEST_MS;
    if (far || name.bytes() <= 0 || name.bytes() > Entry.MOST_BYTES) {
      throw unknown();
    }
  }

  private static MediaRefusal unknown() {
    return MediaRefusal.notFound(
        "There is no such piece of this show; its playlist names those there are.");
  }

  /** Tries the store's copy too where that of the spool makes no sense. */
  private <T> T read(Show show, Segment segment, Making<T> making)
      throws IOException, MediaRefusal {
    try {
      return making.make(segment);
    } catch (StorageException e) {
      if (!Failures.isLoss(e)) {
        throw e;
      }
      return again(show, segment, making, e);
    } catch (CorruptFlvException e) {
      return again(show, segment, making, e);
    }
  }

  private <T> T again(Show show, Segment segment, Making<T> making, IOException why)
      throws IOException, MediaRefusal {
    if (segment.row() != null && library.distrust(segment.key(), why)) {
      return making.make(segment);
    }
    if (segment.row() != null) {
      library.lost(segment.key(), why);
      listings.lost(show, segment.key());
    }
    throw MediaRefusal.notFound("This piece of the show is lost or damaged and cannot be played.");
  }

  private ByteBuf fragment(Segment segment, PieceName name, List<InitTrack> tracks, long end)
      throws IOException {
    try (FragmentWriter writer = new FragmentWriter(tracks)) {
      long startMs = 0;
      for (long at = name.position(); at < end; ) {
        int most = (int) Math.min(READ_BYTES, end - at);
        ByteBuf run = library.runs().read(segment, at, most);
        try {
          if (at == name.position()) {
            startMs = TagLayout.timestampMs(run, run.readerIndex()) + name.shiftMs();
          }
          writer.write(run, name.shiftMs());
          at += run.readableBytes();
        } finally {
          run.release();
        }
      }
      return writer.finish(startMs + name.durationMs(), (int) (startMs & Integer.MAX_VALUE));
    }
  }

  private long behindKeyframe(Segment segment, PieceName name) throws IOException, MediaRefusal {
    TagCursor tags = new TagCursor();
    for (long at = name.position(); at < name.endPosition(); ) {
      int most = (int) Math.min(READ_BYTES, name.endPosition() - at);
      ByteBuf run = library.runs().read(segment, at, most);
      try {
        tags.reset(run);
        while (tags.next()) {
          if (TagKind.isKeyframe(tags.kind())) {
            return at + tags.end() - run.readerIndex();
          }
        }
        at += run.readableBytes();
      } finally {
        run.release();
      }
    }
    throw MediaRefusal.notFound("This piece of the show has no keyframe.");
  }
}
