package tv.aircheck.recorder.transfer;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import tv.aircheck.flv.FlvFileReader;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TimestampNormaliser;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;

/**
 * An FLV file, as nginx-rtmp, SRS or OBS leave it: perhaps torn, perhaps with times that begin
 * anywhere. What its onMetaData says of the file itself is left out, as it is true of no log.
 */
final class FlvRecording implements ForeignRecording {
  /** As an origin does it with a publisher's times. */
  private static final int JUMP_MS = 5_000;

  /** Longer scripts are indexes of a file, and nothing a stream needs. */
  private static final int MOST_SCRIPT = 256 * 1024;

  private final FlvFileReader file;
  private final TimestampNormaliser times = new TimestampNormaliser(JUMP_MS);

  FlvRecording(FileChannel channel) throws IOException {
    this.file = new FlvFileReader(channel);
  }

  @Override
  public boolean next(ByteBuf out) throws IOException {
    while (file.next()) {
      int kind = file.kind();
      long ms = times.next(file.type(), (int) file.timestampMs(), TagKind.isCodedMedia(kind));
      if (TagKind.isMetadata(kind)) {
        if (copyMetadata(out, ms)) {
          return true;
        }
      } else if (!TagKind.isScript(kind) || file.body().readableBytes() <= MOST_SCRIPT) {
        int at = out.writerIndex();
        out.writeBytes(file.tag());
        TagLayout.setTimestamp(out, at, ms);
        return true;
      }
    }
    return false;
  }

  /** False if there is nothing in it that can be read. */
  private boolean copyMetadata(ByteBuf out, long ms) {
    try {
      OnMetaData.read(file.type(), file.body(), AmfLimits.FILE).ofStream().writeTag(out, ms);
      return true;
    } catch (AmfException unreadable) {
      return false;
    }
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
