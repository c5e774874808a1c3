package tv.aircheck.playback.pictures;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.pictures.child.PictureWire.Picture;
import tv.aircheck.playback.pictures.child.PictureWire.Refused;
import tv.aircheck.storage.StorageException;

/**
 * One sheet, a tile a step. Where there is nothing to see, or nothing that decodes, it is black.
 */
final class SheetWork implements Work {
  private static final Logger log = LoggerFactory.getLogger(SheetWork.class);

  private final FrameReader reader;
  private final Frames frames;
  private final Show show;
  private final Sheet sheet;
  private final Keep keep;
  private SheetCanvas canvas;
  private int tile;

  SheetWork(FrameReader reader, Frames frames, Show show, Sheet sheet, Keep keep) {
    this.reader = reader;
    this.frames = frames;
    this.show = show;
    this.sheet = sheet;
    this.keep = keep;
  }

  @Override
  public String what() {
    return "sheet";
  }

  @Override
  public byte[] step(PictureMaker maker) throws NoPicture, StorageException {
    if (canvas == null) {
      canvas = new SheetCanvas(sheet.rows()); // Not before: many may wait.
    }
    if (tile < sheet.tiles()) {
      Picture picture = picture(maker);
      if (picture != null) {
        canvas.draw(tile, picture);
      }
      tile++;
      return null;
    }
    try {
      return maker.make(canvas.encode()).bytes();
    } catch (Refused e) {
      throw new NoPicture(NoPicture.Reason.FAILED, e.getMessage(), e);
    }
  }

  private Picture picture(PictureMaker maker) throws NoPicture, StorageException {
    try {
      return frames.tile(maker, reader.place(show, sheet.grid().offsetMs(sheet.number(), tile)));
    } catch (NoPicture e) {
      boolean black =
          e.reason() == NoPicture.Reason.NO_VIDEO || e.reason() == NoPicture.Reason.UNREADABLE;
      if (black) {
        log.debug("tile {} of {} of {} is black: {}", tile, sheet, show.id(), e.getMessage());
        return null;
      }
      throw e;
    }
  }

  @Override
  public Keep keep() {
    return keep;
  }
}
