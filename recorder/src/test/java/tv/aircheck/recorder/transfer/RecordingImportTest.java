package tv.aircheck.recorder.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.mp4.Mp4FileWriter;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.segmenter.SegmentScan;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

@ExtendWith(LeakGuard.class)
class RecordingImportTest {
  private static final long START = Instant.parse("2024-05-06T07:08:09Z").toEpochMilli();
  private static final ChannelName CHANNEL = new ChannelName("live", "old");
  private static final TransferProgress ANY = (done, total) -> {};
  private static final GeneratedLog LOG =
      GeneratedLog.of(
          LogShape.plain(5, 45_000).withVideo(VideoShape.plain().withBFrames(2)).withoutMetadata());

  @TempDir Path folder;
  private Index index;
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    spool = Spool.open(folder.resolve("spool"), new LocalDisk());
  }

  @AfterEach
  void close() {
    index.close();
  }

  private RecordingImport imports() {
    return new RecordingImport(index, spool, SegmenterSettings.DEFAULT, InstantSource.system(), 0);
  }

  private ImportResult run(Path file) throws IOException {
    return imports().run(new ImportRequest(file, CHANNEL, START, "An old show"), ANY, ANY);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path flv() throws IOException {
    return file("old.flv", ByteBufUtil.getBytes(LOG.file()));
  }

  private List<SegmentRow> rows(String takeId) {
    TakeRow take = index.takes().find(takeId).orElseThrow();
    return index.segments().ofTake(take.seq(), -1, 1_000);
  }

  /** The take's log, as its segments have it; every file is what its row says. */
  private ByteBuf log(String takeId) throws IOException {
    ByteBuf log = Unpooled.buffer();
    for (SegmentRow row : rows(takeId)) {
      SegmentKey key =
          SegmentKey.of(CHANNEL.app(), CHANNEL.name(), takeId, START, row.startPosition());
      SegmentScan scan = SegmentScan.of(spool.open(key).orElseThrow());
      assertThat(scan.summary().crc32c()).isEqualTo(row.crc32c());
      byte[] bytes = Files.readAllBytes(spool.sealedPath(key));
      log.writeBytes(bytes, row.headBytes(), bytes.length - row.headBytes());
    }
    return log;
  }

  @Test
  void anFlvBecomesAShowLikeARecordedOne() throws IOException {
    ImportResult result = run(flv());

    BroadcastRow show = index.broadcasts().find(result.broadcastId()).orElseThrow();
    assertThat(show.isLive()).isFalse();
    assertThat(show.title()).isEqualTo("An old show");
    assertThat(show.startedAtMs()).isEqualTo(START);
    assertThat(show.channel()).isEqualTo(CHANNEL);
    assertThat(log(result.broadcastId())).isEqualTo(LOG.bytes());
    assertThat(rows(result.broadcastId())).hasSize(5);
    assertThat(rows(result.broadcastId()))
        .allMatch(row -> row.wallClockMs() == START + row.startMs());
    assertThat(index.uploads().backlog().segments()).isEqualTo(5);
    assertThat(result.damage()).isNull();
    assertThat(spool.parts()).isEmpty();
  }

  @Test
  void twiceIsOnce() throws IOException {
    ImportResult first = run(flv());
    ImportResult second = run(flv());

    assertThat(first.before()).isFalse();
    assertThat(second.before()).isTrue();
    assertThat(second.broadcastId()).isEqualTo(first.broadcastId());
    assertThat(index.takes().ofBroadcast(first.broadcastId())).hasSize(1);
  }

  @Test
  void whatBrokeOffIsGoneOnWith() throws IOException {
    Path file = flv();
    TransferProgress breaks =
        (done, total) -> {
          if (done > total / 2) {
            throw new IllegalStateException("pulled the plug");
          }
        };
    assertThatThrownBy(
            () -> imports().run(new ImportRequest(file, CHANNEL, START, null), ANY, breaks))
        .hasMessage("pulled the plug");
    String id = index.broadcasts().latest(CHANNEL).orElseThrow().id();
    long before = rows(id).size();

    ImportResult result = run(file);

    assertThat(result.broadcastId()).isEqualTo(id);
    assertThat(before).isBetween(1L, 4L);
    assertThat(log(id)).isEqualTo(LOG.bytes());
    assertThat(index.takes().find(id).orElseThrow().end().reason()).isEqualTo("imported");
  }

  @Test
  void aTornFileIsImportedUpToItsLastWholeTag() throws IOException {
    byte[] whole = ByteBufUtil.getBytes(LOG.file());
    ImportResult result = run(file("torn.flv", Arrays.copyOf(whole, whole.length * 2 / 3)));

    ByteBuf log = log(result.broadcastId());
    assertThat(LOG.bytes().slice(0, log.readableBytes())).isEqualTo(log);
    assertThat(log.readableBytes()).isGreaterThan(whole.length * 6 / 10);
    assertThat(result.damage()).contains("torn");
  }

  @Test
  void timesThatBeginAnywhereBeginAtZero() throws IOException {
    GeneratedLog late = GeneratedLog.of(LOG.shape().withFirstTimestampMs(3_000_000_000L));
    ImportResult result = run(file("late.flv", ByteBufUtil.getBytes(late.file())));

    assertThat(log(result.broadcastId())).isEqualTo(LOG.bytes());
  }

  @Test
  void anMp4BecomesTheSameFrames() throws IOException {
    Path mp4 = folder.resolve("old.mp4");
    FileChannel channel =
        FileChannel.open(
            mp4, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try (Mp4FileWriter out = new Mp4FileWriter(channel, 0, Long.MAX_VALUE)) {
      out.write(LOG.bytes(), 0);
      out.finish();
    }
    ImportResult result = run(mp4);

    assertThat(pictures(log(result.broadcastId()))).isEqualTo(pictures(LOG.bytes()));
    assertThat(rows(result.broadcastId())).hasSize(5);
  }

  private static List<String> pictures(ByteBuf log) throws IOException {
    List<String> pictures = new ArrayList<>();
    TagCursor tags = new TagCursor().reset(log);
    while (tags.next()) {
      if (TagKind.isVideo(tags.kind())) {
        pictures.add(
            tags.timestampMs()
                + " "
                + ByteBufUtil.hexDump(log, tags.start(), 30)
                + ByteBufUtil.hexDump(log, tags.bodyStart(), tags.bodyLength()).hashCode());
      }
    }
    return pictures;
  }

  @Test
  void whatIsNoRecordingIsRefusedAndLeavesNothing() throws IOException {
    assertThatThrownBy(() -> run(file("words.txt", "Once upon a time …".getBytes(UTF_8))))
        .isInstanceOf(TransferRefused.class)
        .hasMessageContaining("neither FLV nor MP4");
    assertThatThrownBy(
            () -> run(file("empty.flv", Arrays.copyOf(ByteBufUtil.getBytes(LOG.file()), 13))))
        .isInstanceOf(TransferRefused.class)
        .hasMessageContaining("no frame");
    assertThat(index.broadcasts().latest(CHANNEL)).isEmpty();
    assertThatThrownBy(
            () ->
                imports()
                    .run(
                        new ImportRequest(flv(), new ChannelName("..", "x/y"), START, null),
                        ANY,
                        ANY))
        .isInstanceOf(TransferRefused.class);
  }
}
