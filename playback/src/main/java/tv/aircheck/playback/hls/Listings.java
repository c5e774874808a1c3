package tv.aircheck.playback.hls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Show;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;

/** The playlists of the shows that somebody plays. Blocks; any thread. */
final class Listings {
  /** At about 1 MB for a show of a day. */
  private static final int MOST_SHOWS = 64;

  /** As they are sent. */
  private static final long PLAYLIST_BYTES = 64 << 20;

  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Library library;
  private final Cache<String, ShowListing> listings =
      Caffeine.newBuilder().maximumSize(MOST_SHOWS).expireAfterAccess(IDLE).build();
  private final Cache<Playlist.Asked, Playlist> playlists =
      Caffeine.newBuilder()
          .maximumWeight(PLAYLIST_BYTES)
          .weigher((Playlist.Asked asked, Playlist playlist) -> playlist.bytes())
          .expireAfterAccess(IDLE)
          .build();

  Listings(Library library) {
    this.library = library;
  }

  /** A segment that cannot be had, as the library knows by now, is a gap from now on. */
  void lost(Show show, SegmentKey key) {
    ShowListing known = listings.getIfPresent(show.id());
    if (known != null) {
      known.lost(key);
    }
  }

  private ShowListing of(Show show) {
    return listings.get(show.id(), id -> new ShowListing(library));
  }

  ShowListing.Told tell(Show show) throws StorageException {
    return of(show).tell(show);
  }

  /** A playlist; null if there is nothing to list yet. */
  Page page(Show show, Form form, boolean delta, String query) throws StorageException {
    // Of a show that is over there is nothing new to tell.
    boolean onlyNew = delta && show.onAir();
    Playlist.Asked asked = new Playlist.Asked(show.id(), form, onlyNew, query);
    Playlist playlist = of(show).playlist(show, asked, playlists);
    return playlist == null ? null : playlist.page();
  }
}
