package tv.aircheck.flv.mp4;

import java.io.IOException;

/** What should be an MP4 file is none, or makes no sense; the message says what and where. */
public final class CorruptMp4Exception extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptMp4Exception(String what) {
    super(what);
  }
}
