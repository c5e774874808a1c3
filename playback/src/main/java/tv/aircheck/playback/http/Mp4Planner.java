package tv.aircheck.playback.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.flv.mp4.PlacedLayout;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Moment;
import tv.aircheck.playback.Segment;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.Span;
import tv.aircheck.playback.Timeline;

/** Lays out an MP4 by what the index of the archive says. Blocks. */
final class Mp4Planner {
  /** Changes when the same show would give other bytes than before. */
  private static final String FORM = "mp4 1";

  private static final int ROWS = 256;

  /** Sound may come so much later in a log than the picture of its time. */
  private static final long INTERLEAVED_MS = 1_000;

  private static final byte[] NO_KEYFRAMES = {};

  private final Library library;
  private final long mostWithIndexFirst;

  /**
   * @param mostWithIndexFirst up to so many bytes of media are looked through before the first one
   *     is sent
   */
  Mp4Planner(Library library, long mostWithIndexFirst) {
    this.library = library;
    this.mostWithIndexFirst = mostWithIndexFirst;
  }

  /**
   * A part of a show, all of it sealed.
   *
   * @param toMs not later than what is in the index
   */
  Mp4Plan plan(Show show, long fromMs, long toMs) throws MediaRefusal, IOException {
    List<Mp4Piece> pieces = pieces(show, fromMs, toMs);
    if (pieces.isEmpty()) {
      throw MediaRefusal.notFound("Nothing of show " + show.id() + " is recorded there.");
    }
    Mp4Codecs codecs = Mp4Codecs.of(pieces);
    long mediaBytes = pieces.get(pieces.size() - 1).mediaEnd();
    PlacedLayout layout =
        new PlacedLayout(
            mediaBytes, Mp4Room.of(pieces), mediaBytes <= mostWithIndexFirst, codecs.isAv1());
    return new Mp4Plan(layout, pieces, fromMs, toMs, tag(pieces, fromMs, toMs));
  }

  private static String tag(List<Mp4Piece> pieces, long fromMs, long toMs) {
    List<String> words = new ArrayList<>(List.of(FORM, fromMs + " " + toMs));
    for (Mp4Piece piece : pieces) {
      words.add(
          "%s %d %d %d"
              .formatted(
                  piece.segment().key().takeId(),
                  piece.fromPosition(),
                  piece.toPosition(),
                  piece.shiftMs()));
    }
    return ShowTag.of(words.toArray(String[]::new));
  }

  private List<Mp4Piece> pieces(Show show, long fromMs, long toMs) throws IOException {
    List<Mp4Piece> pieces = new ArrayList<>();
    Timeline timeline = show.timeline();
    if (timeline.isEmpty()) {
      return pieces;
    }
    Moment begin = timeline.at(fromMs);
    long from =
        fromMs <= 0
            ? begin.span().fromPosition()
            : library.search().find(show.take(begin.span()), begin).position();
    boolean begun = false;
    for (Span span : timeline.spans()) {
      boolean first = span.equals(begin.span());
      begun |= first;
      long shiftMs = timeline.shiftMs(span);
      if (begun && span.fromMs() + shiftMs < toMs) {
        long position = first ? from : span.fromPosition();
        add(show.take(span), span, new Cut(position, shiftMs, toMs), pieces);
      }
    }
    return pieces;
  }

  /**
   * What of a span is wanted.
   *
   * @param fromPosition in the log
   * @param toMs an offset
   */
  private record Cut(long fromPosition, long shiftMs, long toMs) {
    long endLogMs() {
      return toMs - shiftMs;
    }
  }

  private void add(TakeRow take, Span span, Cut cut, List<Mp4Piece> pieces) throws IOException {
    Segment first = library.locator().at(take, cut.fromPosition());
    boolean known = first != null && first.row() != null;
    long after = known ? first.startPosition() - 1 : cut.fromPosition() - 1;
    long position = -1;
    for (boolean more = true; more; ) {
      more = false;
      for (SegmentRow row : library.locator().sealed(take, after, ROWS)) {
        boolean behind = row.startPosition() >= span.toPosition();
        if (behind || row.startMs() >= cut.endLogMs()) {
          return;
        }
        long from = Math.max(row.startPosition(), cut.fromPosition());
        long to = Math.min(end(row, cut), span.toPosition());
        Segment segment = Segment.sealed(take, slim(row, pieces));
        if (from < to && !library.isLost(segment.key())) {
          pieces.add(piece(segment, from, to, cut, from != position, pieces));
          position = to;
        }
        after = row.startPosition();
        more = true;
      }
    }
  }

  /** What is held while a download goes on: without the keyframes, and its codecs only once. */
  private static SegmentRow slim(SegmentRow row, List<Mp4Piece> before) {
    SegmentRow last = before.isEmpty() ? row : before.get(before.size() - 1).segment().row();
    return new SegmentRow(
        row.takeSeq(),
        row.startPosition(),
        row.endPosition(),
        row.startMs(),
        row.endMs(),
        row.wallClockMs(),
        row.headBytes(),
        row.fileBytes(),
        row.crc32c(),
        row.forced(),
        row.codecs().equals(last.codecs()) ? last.codecs() : row.codecs(),
        NO_KEYFRAMES);
  }

  private static Mp4Piece piece(
      Segment segment, long from, long to, Cut cut, boolean joins, List<Mp4Piece> before) {
    long mediaAt = before.isEmpty() ? 0 : before.get(before.size() - 1).mediaEnd();
    return new Mp4Piece(segment, from, to, mediaAt, cut.shiftMs(), joins);
  }

  /** Up to the keyframe behind the end, which is known without a look at the media. */
  private static long end(SegmentRow row, Cut cut) throws IOException {
    long endLogMs = cut.endLogMs();
    if (row.endMs() < endLogMs) {
      return row.endPosition();
    }
    KeyframeTable table = KeyframeTable.decode(row.keyframes());
    int next = table.floor(endLogMs + INTERLEAVED_MS) + 1;
    return next < table.size() ? table.position(next) : row.endPosition();
  }
}
