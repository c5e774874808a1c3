package tv.aircheck.recorder.transfer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.segmenter.LogMark;
import tv.aircheck.segmenter.Segmenter;

/**
 * Hands the tags of a recording to a segmenter as an origin's log: with a mark at every keyframe,
 * or every second where there is no picture. The wall clock goes as the recording does. One thread.
 */
final class RecordingLog {
  private static final int RUN = 256 * 1024;
  private static final int MARK_EVERY_MS = 1_000;

  private final Segmenter segmenter;
  private final long startedAtMs;
  private final TagCursor tags = new TagCursor();
  private boolean pictures;
  private long lastMarkMs = -MARK_EVERY_MS;
  private long highestMs;

  RecordingLog(Segmenter segmenter, long startedAtMs) {
    this.segmenter = segmenter;
    this.startedAtMs = startedAtMs;
  }

  /** All of it, to the end. */
  void pass(ForeignRecording recording, TransferProgress progress, long size) throws IOException {
    ByteBuf run = Unpooled.buffer(RUN);
    boolean more = true;
    while (more) {
      more = recording.next(run);
      if (run.readableBytes() >= RUN || !more) {
        pass(run);
        run.clear();
        progress.at(Math.min(segmenter.position(), size), size);
      }
    }
  }

  private void pass(ByteBuf run) throws IOException {
    long position = segmenter.position();
    tags.reset(run);
    while (tags.next()) {
      int kind = tags.kind();
      long ms = tags.timestampMs();
      pictures |= TagKind.isVideo(kind);
      boolean due = !pictures && ms >= lastMarkMs + MARK_EVERY_MS;
      if (TagKind.isKeyframe(kind) || (TagKind.isCodedMedia(kind) && due)) {
        segmenter.mark(new LogMark(position + tags.start(), ms, startedAtMs + ms));
        lastMarkMs = ms;
      }
      if (TagKind.isCodedMedia(kind)) {
        highestMs = Math.max(highestMs, ms);
      }
    }
    segmenter.append(position, run);
  }

  /** Of the last frame. */
  long highestMs() {
    return highestMs;
  }
}
