package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

/** What a reader tells after a seek, and what it reads for that. */
@ExtendWith(LeakGuard.class)
class SeekTest {
  private static final long LENGTH_MS = 25_000;
  private static final int FIRST_READ = 64 * 1024;
  private static final int MOST_HEAD_BYTES = 4 * 1024;

  @TempDir Path folder;
  private TestArchive archive;
  private Library library;
  private int readBytes;

  @BeforeEach
  void open() throws Exception {
    archive = new TestArchive(folder);
    PlaybackListener listener =
        new PlaybackListener() {
          @Override
          public void read(int bytes, boolean fromStore) {
            readBytes += bytes;
          }
        };
    library = new Library(archive.source(archive.store), 8, System::nanoTime, listener);
  }

  @AfterEach
  void close() {
    library.close();
    archive.close();
  }

  @Test
  void readsNothingBeforeTheKeyframeButTheHead() throws Exception {
    VideoShape large = VideoShape.plain().withFrameBytes(8_000);
    BroadcastReader reader = read(GeneratedLog.of(LogShape.plain(1, LENGTH_MS).withVideo(large)));
    for (long offsetMs : new long[] {10_000, 18_500, 19_990, 24_000}) {
      readBytes = 0;
      seek(reader, offsetMs).run().release();
      assertThat(readBytes).isBetween(FIRST_READ, FIRST_READ + MOST_HEAD_BYTES);
    }
  }

  @Test
  void readsTheFirstSegmentsStartForItsHeadersAndNoMore() throws Exception {
    VideoShape large = VideoShape.plain().withFrameBytes(8_000);
    BroadcastReader reader = read(GeneratedLog.of(LogShape.plain(1, LENGTH_MS).withVideo(large)));
    seek(reader, 9_500).run().release();
    assertThat(readBytes).isLessThan(2 * FIRST_READ + MOST_HEAD_BYTES);
  }

  @Test
  void tellsTheHeadersInForceWhereverItGoes() throws Exception {
    VideoShape changing = VideoShape.plain().withNewHeaderEveryMs(3_000);
    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, LENGTH_MS).withVideo(changing));
    BroadcastReader reader = read(log);
    for (long offsetMs = 0; offsetMs < LENGTH_MS; offsetMs += 500) {
      Step.Tags tags = seek(reader, offsetMs);
      assertThat(codecHeaders(tags.headers()))
          .as("at %d ms", offsetMs)
          .isEqualTo(codecHeaders(inForce(log, offsetMs)));
      tags.run().release();
    }
  }

  private BroadcastReader read(GeneratedLog log) throws Exception {
    Show show = library.shows().byId(archive.show(log));
    return new BroadcastReader(library, show, PlayRange.TO_THE_END);
  }

  private static Step.Tags seek(BroadcastReader reader, long offsetMs) throws Exception {
    reader.seek(offsetMs);
    return (Step.Tags) reader.next(ReadLimit.bytes(FIRST_READ));
  }

  /** The headers before the last keyframe up to a time. */
  private static StreamHeaders inForce(GeneratedLog log, long offsetMs) throws Exception {
    long keyframe =
        log.tags(GeneratedTag.Kind.KEYFRAME).stream()
            .filter(tag -> tag.timestampMs() <= offsetMs)
            .mapToLong(GeneratedTag::position)
            .max()
            .orElseThrow();
    StreamHeaders headers = new StreamHeaders();
    ByteBuf bytes = log.bytes();
    TagCursor tags = new TagCursor().reset(bytes);
    while (tags.next() && tags.start() < keyframe) {
      if (TagKind.isHeader(tags.kind())) {
        headers.offer(tags.kind(), bytes, tags.start(), tags.end());
      }
    }
    return headers;
  }

  private static String codecHeaders(StreamHeaders headers) {
    ByteBuf out = Unpooled.buffer();
    headers.writeCodecHeadersTo(out, 0);
    return ByteBufUtil.hexDump(out);
  }
}
