package tv.aircheck.recorder.transfer;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import tv.aircheck.flv.mp4.Mp4FileReader;

/** An MP4 file, whose times are taken as they are. */
final class Mp4Recording implements ForeignRecording {
  private final Mp4FileReader file;

  Mp4Recording(Mp4FileReader file) {
    this.file = file;
  }

  @Override
  public boolean next(ByteBuf out) throws IOException {
    return file.next(out);
  }

  @Override
  public String damage() {
    return file.damage();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
