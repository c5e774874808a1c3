package tv.aircheck.playback.pictures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;
import tv.aircheck.playback.pictures.child.PictureWire.Picture;
import tv.aircheck.playback.pictures.child.PictureWire.Refused;
import tv.aircheck.storage.StorageException;

/**
 * Single frames, decoded: read here, made elsewhere. Remembers for a while what would not decode,
 * so that nothing is tried over and over that has taken the other process down.
 */
final class Frames {
  static final Duration HOPELESS_FOR = Duration.ofMinutes(10);
  private static final int MOST_HOPELESS = 10_000;

  /** So that the sheet of a show on air, which grows row by row, is not decoded anew each time. */
  private static final int TILE_BYTES = 8 << 20;

  private final FrameReader reader;
  private final Cache<String, NoPicture> hopeless;
  private final Cache<String, Picture> tiles =
      Caffeine.newBuilder()
          .maximumWeight(TILE_BYTES)
          .weigher((String place, Picture tile) -> tile.bytes().length)
          .executor(Runnable::run)
          .build();

  Frames(FrameReader reader, LongSupplier nanoTicker) {
    this.reader = reader;
    this.hopeless =
        Caffeine.newBuilder()
            .ticker(nanoTicker::getAsLong)
            .expireAfterWrite(HOPELESS_FOR)
            .maximumSize(MOST_HOPELESS)
            .build();
  }

  /** Refuses what has failed lately. */
  void requireHope(FramePlace place) throws NoPicture {
    NoPicture before = hopeless.getIfPresent(place.name());
    if (before != null) {
      throw new NoPicture(NoPicture.Reason.UNREADABLE, before.getMessage(), before);
    }
  }

  /** A JPEG, no wider than this. */
  byte[] jpeg(PictureMaker maker, FramePlace place, int width) throws NoPicture, StorageException {
    return make(maker, place, width, 2 * width, true).bytes();
  }

  /** Planes that fit on a sheet. */
  Picture tile(PictureMaker maker, FramePlace place) throws NoPicture, StorageException {
    Picture known = tiles.getIfPresent(place.name());
    if (known != null) {
      return known;
    }
    Picture made = make(maker, place, Grid.TILE_WIDTH, Grid.TILE_HEIGHT, false);
    tiles.put(place.name(), made);
    return made;
  }

  private Picture make(PictureMaker maker, FramePlace place, int width, int height, boolean jpeg)
      throws NoPicture, StorageException {
    requireHope(place);
    try {
      return maker.make(reader.read(place).fitInto(width, height, jpeg));
    } catch (Refused e) {
      NoPicture why =
          new NoPicture(
              NoPicture.Reason.UNREADABLE,
              "the picture at " + place.name() + " does not decode: " + e.getMessage());
      hopeless.put(place.name(), why);
      throw why;
    } catch (NoPicture e) {
      if (e.reason() == NoPicture.Reason.FAILED || e.reason() == NoPicture.Reason.UNREADABLE) {
        hopeless.put(place.name(), e);
      }
      throw e;
    }
  }
}
