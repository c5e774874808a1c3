package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.flv.FlvFileReader;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

@ExtendWith(LeakGuard.class)
class BroadcastExportTest {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 35_000));
  private static final GeneratedLog SHORT = GeneratedLog.of(LogShape.plain(2, 12_000));
  private static final long LAST_MS =
      LOG.tags().stream().mapToLong(tag -> tag.timestampMs()).max().orElseThrow();
  private static final ExportProgress ANY = (done, total, bytes) -> true;

  @TempDir static Path folder;
  private static TestArchive archive;
  private static BroadcastExport export;

  @BeforeAll
  static void open() throws Exception {
    archive = new TestArchive(folder);
    export =
        new BroadcastExport(
            archive.index, archive.spool, archive.store, archive.bringBack(archive.store));
  }

  @AfterAll
  static void close() {
    export.close();
    archive.close();
  }

  private static final class Exported {
    final List<String> frames = new ArrayList<>();
    final StreamHeaders headers = new StreamHeaders();

    Exported(Path file) throws IOException {
      try (FlvFileReader reader = new FlvFileReader(FileChannel.open(file))) {
        while (reader.next()) {
          if (TagKind.isHeader(reader.kind())) {
            headers.offer(
                reader.kind(),
                reader.tag(),
                reader.tag().readerIndex(),
                reader.tag().writerIndex());
          } else if (TagKind.isCodedMedia(reader.kind())) {
            int hash = Arrays.hashCode(ByteBufUtil.getBytes(reader.body()));
            frames.add(reader.timestampMs() + " " + hash);
          }
        }
        assertThat(reader.damage()).isNull();
      }
    }
  }

  @Test
  void writesTheShowAsOneSeekableFile() throws Exception {
    String show = archive.show(LOG, SHORT);
    Path file = folder.resolve("whole.flv");
    List<Long> done = new ArrayList<>();

    assertThat(
            export.export(
                ExportRequest.whole(show, file, ExportFormat.FLV),
                (doneMs, totalMs, bytes) -> {
                  assertThat(doneMs).isLessThanOrEqualTo(totalMs);
                  return done.add(doneMs);
                }))
        .isTrue();

    Exported exported = new Exported(file);
    long second = LAST_MS + Timeline.JOINT_MS;
    assertThat(exported.frames)
        .isEqualTo(
            Stream.concat(TestViewer.expected(LOG, 0), TestViewer.expected(SHORT, second))
                .toList());
    AmfObject metadata = exported.headers.metadata();
    assertThat(metadata.number("duration", 0))
        .isBetween((second + 11_900) / 1000.0, (second + 12_100) / 1000.0);
    assertThat(metadata.object("keyframes")).isNotNull();
    assertThat(metadata.has("aircheck")).isFalse();
    assertThat(done).isSorted().isNotEmpty();
    assertThat(folder.resolve("whole.flv.part")).doesNotExist();
  }

  @Test
  void writesAPartFromItsKeyframeAtTimeZero() throws Exception {
    String show = archive.show(LOG);
    Path file = folder.resolve("part.flv");
    export.export(new ExportRequest(show, 13_000, 21_000, file, ExportFormat.FLV), ANY);

    assertThat(new Exported(file).frames)
        .isEqualTo(TestViewer.expected(LOG, 12_000, 21_000, -12_000).toList());
  }

  @Test
  void leavesNothingBehindWhenStopped() throws Exception {
    String show = archive.show(LOG);
    Path file = folder.resolve("stopped.flv");
    Files.writeString(file, "what was there");

    assertThat(
            export.export(
                ExportRequest.whole(show, file, ExportFormat.FLV), (done, total, bytes) -> false))
        .isFalse();
    assertThat(file).hasContent("what was there");
    assertThat(folder.resolve("stopped.flv.part")).doesNotExist();
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    assertThatThrownBy(
            () ->
                export.export(
                    ExportRequest.whole("NONE", folder.resolve("x.flv"), ExportFormat.FLV), ANY))
        .isInstanceOf(NotPlayable.class)
        .hasMessageContaining("NONE");
    TestTake empty = archive.begin(null, TestArchive.NOON);
    assertThatThrownBy(
            () ->
                export.export(
                    ExportRequest.whole(empty.id, folder.resolve("x.flv"), ExportFormat.FLV), ANY))
        .isInstanceOf(NotPlayable.class)
        .hasMessageContaining(empty.id);
    assertThat(folder.resolve("x.flv.part")).doesNotExist();
  }

  @Test
  void writesWhatThereIsOfAShowOnAir() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(LOG, 0, 1000);
    Path file = folder.resolve("live.flv");
    assertThat(export.export(ExportRequest.whole(take.id, file, ExportFormat.FLV), ANY)).isTrue();
    assertThat(new Exported(file).frames)
        .isEqualTo(TestViewer.expected(LOG, 0).toList().subList(0, 1000 - 3));
    take.abandon();
  }
}
