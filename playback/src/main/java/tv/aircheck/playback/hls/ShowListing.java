package tv.aircheck.playback.hls;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Segment;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.Span;
import tv.aircheck.playback.Timeline;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;

/**
 * The playlists of one show, kept from one request to the next: only what was recorded since is
 * looked up. Sealed segments stay as they were listed; what the growing one has is listed anew each
 * time. Blocks; any thread.
 */
final class ShowListing {
  private static final int ROWS = 500;

  private final Library library;
  private final List<Span> done = new ArrayList<>();
  private final Set<Codecs> codecs = new LinkedHashSet<>();
  private final Set<SegmentKey> gaps = new HashSet<>();
  private Sheet sheet;
  private Rates rates;
  private Lister lister;
  private PieceName first;
  private boolean begun;
  private Show seen;
  private GrowingScan growing;
  private Object listing;

  ShowListing(Library library) {
    this.library = library;
    reset();
  }

  private void reset() {
    sheet = new Sheet();
    rates = new Rates();
    lister = new Lister(this::listed);
    first = null;
    done.clear();
    codecs.clear();
    gaps.clear();
    begun = false;
    seen = null;
    growing = null;
    listing = new Object();
  }

  private void listed(Entry entry) {
    first = first == null && !entry.gap() ? entry.name() : first;
    sheet.add(entry);
    rates.add(entry);
  }

  /** What the library has found to be lost is listed as a gap, if it is not already. */
  synchronized void lost(SegmentKey key) {
    if (!gaps.contains(key)) {
      reset();
    }
  }

  /**
   * What can be said of a show now.
   *
   * @param first the first piece that is there; null if there is none yet
   * @param codecs that the index knows of
   */
  record Told(PieceName first, Rates rates, List<Codecs> codecs) {}

  /** What is listed of a segment that grows, and all that comes of it. */
  private final class Edge {
    final Sheet sheet = new Sheet();
    final Rates all = rates.fork();
    PieceName begin = first;

    void listed(Entry entry) {
      begin = begin == null && !entry.gap() ? entry.name() : begin;
      sheet.add(entry);
      all.add(entry);
    }
  }

  private Edge edge(Show show) throws StorageException {
    update(show);
    Edge edge = new Edge();
    listGrowing(show, lister.fork(edge::listed));
    return edge;
  }

  synchronized Told tell(Show show) throws StorageException {
    Edge edge = edge(show);
    return new Told(edge.begin, edge.all, List.copyOf(codecs));
  }

  /**
   * A playlist as it is now.
   *
   * @param known those that were asked for lately
   * @return null if there is nothing to list yet
   */
  synchronized Playlist playlist(
      Show show, Playlist.Asked asked, Cache<Playlist.Asked, Playlist> known)
      throws StorageException {
    Sheet edge = edge(show).sheet;
    int entries = sheet.count() + edge.count();
    if (entries == 0) {
      return null;
    }
    Playlist.State now = new Playlist.State(listing, entries, show.onAir());
    Playlist playlist = known.getIfPresent(asked);
    if (playlist == null || !playlist.isOf(now)) {
      String text = PlaylistText.of(asked.form(), sheet, edge, show.onAir(), asked.delta());
      playlist = new Playlist(now, PlaylistText.carrying(text, asked.query()));
      known.put(asked, playlist);
    }
    return playlist;
  }

  @SuppressWarnings("ReferenceEquality") // the very same look at the index has nothing new
  private void update(Show show) {
    if (show == seen) {
      return;
    }
    List<Span> spans = show.timeline().spans();
    if (!goesOn(show, spans)) {
      reset();
    }
    while (done.size() < spans.size()) {
      Span span = spans.get(done.size());
      if (begun) {
        lister.extend(span);
      } else {
        lister.begin(span, show.timeline().shiftMs(span));
        begun = true;
      }
      readRows(show.take(span), span);
      if (!isOver(show, span)) {
        break;
      }
      lister.end(span.toMs() + Timeline.JOINT_MS);
      done.add(span);
      begun = false;
    }
    seen = show;
  }

  /** Is what was listed the beginning of what is to be listed? */
  private boolean goesOn(Show show, List<Span> spans) {
    int kept = done.size();
    if (spans.size() < kept || !spans.subList(0, kept).equals(done)) {
      return false;
    }
    return !begun
        || (spans.size() > kept
            && lister.isOf(spans.get(kept), show.timeline().shiftMs(spans.get(kept))));
  }

  private void readRows(TakeRow take, Span span) {
    long after = lister.nextPosition() - 1;
    if (after < span.fromPosition()) {
      // The segment in which the span begins may have begun before.
      Segment holding = library.locator().at(take, span.fromPosition());
      after = holding == null ? after : Math.min(after, holding.startPosition() - 1);
    }
    List<SegmentRow> page = library.locator().sealed(take, after, ROWS);
    while (!page.isEmpty()) {
      for (SegmentRow row : page) {
        after = row.startPosition();
        if (after >= span.toPosition()) {
          return;
        }
        codecs.add(row.codecs());
        lister.add(Stretch.of(row, isGap(take, row)));
      }
      page = library.locator().sealed(take, after, ROWS);
    }
  }

  private boolean isGap(TakeRow take, SegmentRow row) {
    SegmentKey key = Segment.sealed(take, row).key();
    boolean lost = library.isLost(key);
    if (lost) {
      gaps.add(key);
    }
    return lost;
  }

  /** Nothing more can come of it. */
  private boolean isOver(Show show, Span span) {
    if (!show.onAir()) {
      return true;
    }
    if (span.onAir()) {
      return false;
    }
    TakeRow take = show.take(span);
    return !take.isOpen()
        || lister.nextPosition() >= span.toPosition()
        || library.locator().behind(take, span.toPosition() - 1) != null;
  }

  /** A segment may be sealed a moment before the index has it: until then it is as it was. */
  private void listGrowing(Show show, Lister fork) throws StorageException {
    if (!begun) {
      return;
    }
    if (growing == null || !growing.beginsAt(lister.nextPosition())) {
      Span span = show.timeline().spans().get(done.size());
      Segment edge = library.locator().at(show.take(span), lister.nextPosition());
      boolean grows = edge != null && edge.isGrowing();
      growing = grows ? new GrowingScan(edge) : null;
    }
    if (growing != null && growing.beginsAt(lister.nextPosition())) {
      growing.advance(library.runs());
      fork.add(growing.stretch());
    }
  }
}
