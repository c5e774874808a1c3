package tv.aircheck.flv.mp4;

import java.io.IOException;

/** Something that an MP4 file cannot carry; the message says what, and what to do. */
public final class UnsupportedInMp4Exception extends IOException {
  private static final long serialVersionUID = 1L;

  UnsupportedInMp4Exception(String what) {
    super(what + "; export it as .flv, which carries everything that was recorded");
  }
}
