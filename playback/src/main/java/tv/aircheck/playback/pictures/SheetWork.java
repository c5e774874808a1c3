package tv.aircheck.playback.pictures;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.pictures.child.PictureWire.Picture;
import tv.aircheck.playback.pictures.child.PictureWire.Refused;
import tv.aircheck.storage.StorageException;

/**
 * One sheet, a tile a step. Where there is nothing to see it is black. Where nothing decodes, too,
 * but that may be another time, so that the sheet is none to keep for good: {@link SheetWithHoles}.
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
  private int holes;

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
    byte[] jpeg;
    try {
      jpeg = maker.make(canvas.encode()).bytes();
    } catch (Refused e) {
      throw new NoPicture(NoPicture.Reason.FAILED, e.getMessage(), e);
    }
    if (holes > 0) {
      SheetWithHoles made =
          new SheetWithHoles(holes + " tiles of " + sheet + " cannot be read", jpeg);
      keep.ready(made);
      throw made;
    }
    return jpeg;
  }

  private Picture picture(PictureMaker maker) throws NoPicture, StorageException {
    try {
      return frames.tile(maker, reader.place(show, sheet.grid().offsetMs(sheet.number(), tile)));
    } catch (NoPicture e) {
      boolean hole = e.reason() == NoPicture.Reason.UNREADABLE;
      if (hole || e.reason() == NoPicture.Reason.NO_VIDEO) {
        holes += hole ? 1 : 0;
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
