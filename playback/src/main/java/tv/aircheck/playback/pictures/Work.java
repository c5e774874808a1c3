package tv.aircheck.playback.pictures;

import java.io.IOException;

/** Something to make, step by step, so that what is more urgent comes in between. */
interface Work {
  /** What it is called in metrics. */
  String what();

  /** The next step; null until it is done. Blocks. */
  byte[] step(PictureMaker maker) throws NoPicture, IOException;

  Keep keep();

  /** Where what was made goes. */
  interface Keep {
    /** Before whoever waits gets it, so that nobody has it made again. Does not block. */
    void ready(byte[] made);

    /** The same of a sheet that is not to be kept for good. */
    default void ready(SheetWithHoles made) {}

    /** Whoever waited has got it. Blocks. */
    void after(byte[] made);
  }
}
