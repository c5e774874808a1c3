package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.playback.Demuxed;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.playback.TestTake;
import tv.aircheck.playback.Timeline;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;
import tv.aircheck.testkit.ffmpeg.PacketRequest;

/** Downloads in pieces, as FFmpeg sees them when they are put together, and what they cost. */
@ExtendWith(LeakGuard.class)
class Mp4PlayersTest {
  private static final int EARLY_MS = 40;
  private static final int BLOCK = 1_000;

  @TempDir static Path folder;
  private static TestArchive archive;
  private static TestMedia media;

  @BeforeAll
  static void open() throws Exception {
    archive = new TestArchive(folder);
    media = new TestMedia(archive, Mp4PlayersTest::mountLast);
  }

  /** A route whose files have their index at the end, as large ones do. */
  private static void mountLast(Router router, MediaDesk desk) {
    desk.mount(
        router,
        "/last/" + MediaRoutes.ID + "\\.mp4",
        new Mp4Route(desk.playback(), Mp4Limits.DEFAULT.withIndex(0, BLOCK)));
  }

  @AfterAll
  static void close() throws Exception {
    media.close();
    archive.close();
  }

  /** With pictures that are shown before they are decoded, by what is told. */
  private static GeneratedLog log(long seed, long ms) {
    LogShape shape = LogShape.plain(seed, ms);
    return GeneratedLog.of(shape.withVideo(shape.video().withBFrames(2).shownEarlier(EARLY_MS)));
  }

  private static int keyframeFrom(GeneratedLog log, long ms) {
    int tag = 0;
    while (log.tags().get(tag).kind() != GeneratedTag.Kind.KEYFRAME
        || log.tags().get(tag).timestampMs() < ms) {
      tag++;
    }
    return tag;
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "last"})
  void rangesOfTakesAndAGapPutTogetherAreAFilmToFfmpeg(String route) throws Exception {
    GeneratedLog log = log(1, 30_000);
    GeneratedLog next = log(2, 6_000);
    int lost = keyframeFrom(log, 12_000) + 7;
    int found = keyframeFrom(log, 21_000);
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(log, 0, lost);
    take.gapTo(log, found);
    take.append(log, found, log.tags().size());
    take.end();
    archive.record(take.id, next);
    archive.end(take.id);

    String path = "/" + route + "/" + take.id + ".mp4";
    byte[] film = stitched(path);
    assertThat(film).isEqualTo(media.get(path).body());
    Path file = Files.write(folder.resolve(route + ".mp4"), film);
    List<Packet> packets = FfmpegChild.packets(PacketRequest.all(file.toString()));
    List<GeneratedTag> before = log.tags().subList(0, lost);
    List<GeneratedTag> after = log.tags().subList(found, log.tags().size());
    long shift = Demuxed.lastMs(before) + Timeline.JOINT_MS - after.get(0).timestampMs();
    long secondMs = Demuxed.lastMs(after) + shift + Timeline.JOINT_MS;
    // To FFmpeg nothing is shown before it is decoded: it decodes all of it so much earlier.
    assertThat(Demuxed.pictures(packets))
        .containsExactlyElementsOf(
            Stream.of(
                    Demuxed.pictures(before, -EARLY_MS, EARLY_MS),
                    Demuxed.pictures(after, shift - EARLY_MS, EARLY_MS),
                    Demuxed.pictures(next.tags(), secondMs - EARLY_MS, EARLY_MS))
                .flatMap(part -> part)
                .toList());
    assertThat(packets.stream().map(Demuxed::frame).filter(frame -> frame.startsWith("audio")))
        .containsExactlyElementsOf(
            Stream.of(before, after, next.tags())
                .flatMap(tags -> Demuxed.frames(tags, 0))
                .filter(frame -> frame.startsWith("audio"))
                .toList());
  }

  /** Ranges of any size, asked for in any order. */
  private static byte[] stitched(String path) throws Exception {
    long length =
        media.ask("HEAD", path).headers().firstValueAsLong("Content-Length").orElseThrow();
    Random random = new Random(3);
    List<int[]> ranges = new ArrayList<>();
    for (int from = 0; from < length; ) {
      int to = (int) Math.min(length, from + 1 + random.nextInt((int) length / 10));
      ranges.add(new int[] {from, to});
      from = to;
    }
    Collections.shuffle(ranges, random);
    byte[] film = new byte[(int) length];
    for (int[] range : ranges) {
      byte[] part = media.get(path, "Range", "bytes=" + range[0] + "-" + (range[1] - 1)).body();
      assertThat(part).hasSize(range[1] - range[0]);
      System.arraycopy(part, 0, film, range[0], part.length);
    }
    return film;
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "last"})
  void aRangeOfTheMediaReadsOfTheStoreWhatItCovers(String route) throws Exception {
    LogShape shape = LogShape.plain(4, 35_000);
    String show =
        archive.show(GeneratedLog.of(shape.withVideo(shape.video().withFrameBytes(2_000))));
    long take = archive.index.takes().find(show).orElseThrow().seq();
    for (SegmentKey key : archive.segments(show)) {
      int crc =
          archive.index.segments().atPosition(take, key.startPosition()).orElseThrow().crc32c();
      archive.store.putIfAbsent(key.storeKey(), archive.spool.sealedPath(key), crc);
      archive.spool.delete(key);
    }
    String path = "/" + route + "/" + show + ".mp4";
    media.fromStore.set(0);

    long length =
        media.ask("HEAD", path).headers().firstValueAsLong("Content-Length").orElseThrow();
    assertThat(length).isGreaterThan(1 << 20);
    assertThat(media.fromStore).as("bytes read to know the length").hasValue(0);
    long at = length / 2;
    byte[] part = media.get(path, "Range", "bytes=" + at + "-" + (at + 9_999)).body();
    assertThat(media.fromStore).as("bytes read for 10,000").hasValue(10_000);
    byte[] film = media.get(path).body();
    assertThat(part).isEqualTo(Arrays.copyOfRange(film, (int) at, (int) at + 10_000));
  }
}
