package tv.aircheck.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.playback.Demuxed.frames;
import static tv.aircheck.playback.Demuxed.lastMs;
import static tv.aircheck.playback.Demuxed.pictures;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tv.aircheck.playback.Demuxed;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.playback.TestTake;
import tv.aircheck.playback.Timeline;
import tv.aircheck.playback.http.ServedArchive;
import tv.aircheck.playback.http.TestMedia;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.testkit.AudioShape;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.GeneratedTag.Kind;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;
import tv.aircheck.testkit.ffmpeg.PacketRequest;

/** Shows over HLS, as a player reads them and as FFmpeg's demuxer sees them. */
class HlsTest extends ServedArchive {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 35_000));
  private static final GeneratedLog SHORT = GeneratedLog.of(LogShape.plain(2, 12_000));
  private static final int TAGS = LOG.tags().size();
  private static final int EARLY_MS = 40;

  private static int indexOf(Kind kind, long fromMs) {
    for (int i = 0; i < TAGS; i++) {
      if (LOG.tags().get(i).kind() == kind && LOG.tags().get(i).timestampMs() >= fromMs) {
        return i;
      }
    }
    throw new AssertionError("no such tag");
  }

  @Test
  void everyFrameOfAllTakesIsThereOnceAtItsTime() throws Exception {
    HlsClient client = new HlsClient(media, archive.show(LOG, SHORT));
    HlsClient.Listed listed = client.list("media.m3u8");
    long secondMs = lastMs(LOG.tags()) + Timeline.JOINT_MS;

    assertThat(listed.over).isTrue();
    assertThat(listed.head).contains("#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-INDEPENDENT-SEGMENTS");
    assertThat(listed.durationMs()).isEqualTo(secondMs + lastMs(SHORT.tags()) + Timeline.JOINT_MS);
    assertThat(listed.entries.get(0)).contains("#EXT-X-PROGRAM-DATE-TIME:").contains(":00.000Z");
    assertThat(listed.entries.stream().filter(lines -> lines.contains("DISCONTINUITY"))).hasSize(1);
    assertThat(client.packets(listed, folder))
        .extracting(Demuxed::frame)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(frames(LOG.tags(), 0), frames(SHORT.tags(), secondMs)).toList());
  }

  @Test
  void soundAloneAndPictureAlone() throws Exception {
    GeneratedLog sound = GeneratedLog.of(LogShape.audioOnly(3, 12_000));
    HlsClient radio = new HlsClient(media, archive.show(sound));
    assertThat(radio.text("index.m3u8")).contains("CODECS=\"mp4a.40.2\"").doesNotContain("I-FRAME");
    List<Packet> heard = radio.packets(radio.list("media.m3u8"), folder);
    assertThat(heard)
        .extracting(Demuxed::frame)
        .containsExactlyElementsOf(frames(sound.tags(), 0).toList());
    List<GeneratedTag> told = sound.tags(Kind.AUDIO_FRAME);
    for (int i = 0; i < told.size(); i++) {
      long ms = told.get(i).timestampMs();
      assertThat(heard.get(i).dtsMs()).isBetween(ms - 1, ms + 1);
    }

    GeneratedLog picture = GeneratedLog.of(LogShape.videoOnly(4, 12_000));
    HlsClient silent = new HlsClient(media, archive.show(picture));
    assertThat(silent.text("index.m3u8")).contains("CODECS=\"avc1.64000c\"");
    assertThat(silent.packets(silent.list("media.m3u8"), folder))
        .extracting(Demuxed::frame)
        .containsExactlyElementsOf(frames(picture.tags(), 0).toList());
  }

  @Test
  void aGapInTheRecordingIsADiscontinuity() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    int lost = indexOf(Kind.KEYFRAME, 14_000) + 3;
    int found = indexOf(Kind.KEYFRAME, 22_000);
    take.append(LOG, 0, lost);
    take.gapTo(LOG, found);
    take.append(LOG, found, TAGS);
    take.end();
    archive.end(take.id);
    HlsClient client = new HlsClient(media, take.id);
    HlsClient.Listed listed = client.list("media.m3u8");

    List<GeneratedTag> before = LOG.tags().subList(0, lost);
    long shift = lastMs(before) + Timeline.JOINT_MS - 22_000;
    assertThat(listed.durationMs()).isEqualTo(lastMs(LOG.tags()) + shift + Timeline.JOINT_MS);
    assertThat(listed.entries.stream().filter(lines -> lines.contains("DISCONTINUITY")))
        .singleElement()
        .asString()
        .contains("#EXT-X-MAP:")
        .contains("T12:00:22");
    assertThat(client.packets(listed, folder))
        .extracting(Demuxed::frame)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(frames(before, 0), frames(LOG.tags().subList(found, TAGS), shift))
                .toList());
  }

  @Test
  void aPlayerFromTheBeginningOfALiveShowSeesEachFrameOnce() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    HlsClient client = new HlsClient(media, take.id);
    take.append(LOG, 0, 30);
    assertThat(client.get("media.m3u8").statusCode()).isEqualTo(503);

    HlsClient.Listed known = new HlsClient.Listed();
    HlsClient.Loaded loaded = client.new Loaded();
    for (int at = 30; at < TAGS; at += 61) {
      take.append(LOG, at, Math.min(TAGS, at + 61));
      HttpResponse<byte[]> response = client.get("media.m3u8");
      if (response.statusCode() == 200) {
        known = more(client, known, new String(response.body(), StandardCharsets.UTF_8));
        assertThat(known.head).contains("#EXT-X-PLAYLIST-TYPE:EVENT");
        loaded.load(known);
      }
    }
    // Two of each of the first three segments, while the last one grows.
    Await.until("six pieces are listed", Duration.ofSeconds(10), () -> count(client) == 6);
    known = more(client, known, client.text("media.m3u8"));
    loaded.load(known);
    assertThat(loaded.pieces()).hasSize(6);
    take.end();
    TestTake next = archive.begin(take.id, TestArchive.NOON + 60_000);
    next.append(SHORT, 0, SHORT.tags().size());
    next.end();
    archive.end(take.id);
    Await.until("the playlist ends", Duration.ofSeconds(10), () -> list(client).over);

    known = more(client, known, client.text("media.m3u8"));
    assertThat(known.over).isTrue();
    loaded.load(known);
    long secondMs = lastMs(LOG.tags()) + Timeline.JOINT_MS;
    assertThat(loaded.packets(folder))
        .extracting(Demuxed::frame)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(frames(LOG.tags(), 0), frames(SHORT.tags(), secondMs)).toList());
    for (Map.Entry<String, byte[]> piece : loaded.pieces().entrySet()) {
      assertThat(client.load(piece.getKey())).as(piece.getKey()).isEqualTo(piece.getValue());
    }
  }

  @Test
  void whatAShowIsCodedInIsNotToldBeforeItIsKnown() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    HlsClient client = new HlsClient(media, take.id);
    int first = 0;
    while (LOG.tags().get(first).kind().isHeader()) {
      first++;
    }
    take.append(LOG, 0, first + 1);
    Await.until("its first frame is there", () -> client.get("0-0.mp4").statusCode() != 404);
    assertThat(client.get("0-0.mp4").statusCode()).isEqualTo(503);
    take.append(LOG, first + 1, TAGS);
    assertThat(new String(client.load("0-0.mp4"), StandardCharsets.ISO_8859_1))
        .contains("avc1", "mp4a");
    take.end();
    archive.end(take.id);
  }

  private static int count(HlsClient client) {
    return list(client).entries.size();
  }

  private static HlsClient.Listed list(HlsClient client) {
    try {
      return client.list("media.m3u8");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** What is listed stays, and the delta says the same as the whole. */
  private static HlsClient.Listed more(HlsClient client, HlsClient.Listed known, String text)
      throws Exception {
    HlsClient.Listed now = HlsClient.parse(text, null);
    assertThat(now.entries.size()).isGreaterThanOrEqualTo(known.entries.size());
    assertThat(now.entries.subList(0, known.entries.size())).isEqualTo(known.entries);
    HlsClient.Listed delta = HlsClient.parse(client.text("media.m3u8?_HLS_skip=YES"), now);
    assertThat(delta.entries.subList(0, now.entries.size())).isEqualTo(now.entries);
    return now;
  }

  /** FFmpeg's own player of HLS, which follows the playlists by itself. */
  @Test
  void severalTakesOfPicturesShownBeforeTheirTimeInAPlayerThatIsNotOurs() throws Exception {
    GeneratedLog log = early(5, 20_000);
    GeneratedLog next = early(6, 12_000);
    assertThat(log.tags()).anyMatch(tag -> tag.type() == 9 && Demuxed.compositionMs(tag) < 0);
    HlsClient client = new HlsClient(media, archive.show(log, next));
    List<Packet> packets = FfmpegChild.packets(PacketRequest.all(client.url("index.m3u8")));

    long secondMs = lastMs(log.tags()) + Timeline.JOINT_MS;
    // FFmpeg shows all pictures later by as much as the earliest of them lies before its time.
    assertThat(pictures(packets))
        .containsExactlyElementsOf(
            Stream.concat(
                    pictures(log.tags(), 0, EARLY_MS), pictures(next.tags(), secondMs, EARLY_MS))
                .toList());
    assertThat(packets)
        .extracting(Demuxed::frame)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(frames(log.tags(), 0), frames(next.tags(), secondMs)).toList());
  }

  private static GeneratedLog early(long seed, long ms) {
    LogShape shape = LogShape.plain(seed, ms);
    return GeneratedLog.of(shape.withVideo(shape.video().withBFrames(2).shownEarlier(EARLY_MS)));
  }

  @Test
  void whereTheCodingChangesWithinATakeAndTheCodecsWithTheNext() throws Exception {
    LogShape plain = LogShape.plain(7, 24_000);
    GeneratedLog log = GeneratedLog.of(plain.withVideo(plain.video().withNewHeaderEveryMs(12_000)));
    LogShape other = LogShape.plain(8, 12_000);
    GeneratedLog next =
        GeneratedLog.of(other.withVideo(other.video().asHevc()).withAudio(AudioShape.opus()));
    HlsClient client = new HlsClient(media, archive.show(log, next));
    HlsClient.Listed listed = client.list("media.m3u8");
    List<Packet> packets = client.packets(listed, folder);

    assertThat(listed.entries.stream().filter(lines -> lines.contains("DISCONTINUITY"))).hasSize(2);
    long secondMs = lastMs(log.tags()) + Timeline.JOINT_MS;
    assertThat(packets)
        .extracting(Demuxed::frame)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(frames(log.tags(), 0), frames(next.tags(), secondMs)).toList());
    List<String> coded =
        packets.stream()
            .filter(packet -> packet.media() == Packet.Media.VIDEO)
            .map(packet -> packet.codec() + " by " + packet.headerCrc())
            .distinct()
            .toList();
    assertThat(coded).hasSize(3);
    assertThat(coded.get(0)).startsWith("h264");
    assertThat(coded.get(1)).startsWith("h264");
    assertThat(coded.get(2)).startsWith("hevc");
    assertThat(packets.stream().filter(packet -> packet.headerCrc().equals(header(coded.get(1)))))
        .allMatch(packet -> packet.dtsMs() >= 12_000 && packet.dtsMs() < secondMs);
  }

  private static String header(String coded) {
    return coded.substring(coded.lastIndexOf(' ') + 1);
  }

  @Test
  void anotherServerSaysTheSame() throws Exception {
    String show = archive.show(SHORT, LOG);
    String before = new HlsClient(media, show).text("media.m3u8");
    try (TestMedia other = new TestMedia(archive)) {
      assertThat(new HlsClient(other, show).text("media.m3u8")).isEqualTo(before);
    }
  }

  @Test
  void keyframesAloneForThoseWhoLookForSomething() throws Exception {
    HlsClient client = new HlsClient(media, archive.show(LOG));
    HlsClient.Listed listed = client.list("keyframes.m3u8");
    assertThat(listed.head).contains("#EXT-X-I-FRAMES-ONLY");
    List<Packet> packets = client.packets(listed, folder);
    assertThat(packets).hasSameSizeAs(listed.entries).allMatch(Packet::keyframe);
    assertThat(frames(LOG.tags(), 0).toList())
        .containsAll(packets.stream().map(Demuxed::frame).toList());
  }

  @Test
  void theIndexTellsCodecsSizeAndRates() throws Exception {
    HlsClient client = new HlsClient(media, archive.show(LOG));
    assertThat(client.text("index.m3u8?start=12.5"))
        .contains("#EXT-X-START:TIME-OFFSET=12.500,PRECISE=YES\n")
        .contains(",CODECS=\"avc1.64000c,mp4a.40.2\",RESOLUTION=320x180\nmedia.m3u8\n")
        .containsPattern("BANDWIDTH=\\d{4,},AVERAGE-BANDWIDTH=\\d{4,}")
        .contains("URI=\"keyframes.m3u8\"");
  }

  @Test
  void aSignedLinkIsCarriedOnAndNothingElse() throws Exception {
    HlsClient client = new HlsClient(media, archive.show(SHORT));
    assertThat(client.text("index.m3u8?signature=a-B_&expires=7&start=1"))
        .contains("media.m3u8?expires=7&signature=a-B_\n");
    assertThat(client.text("media.m3u8?expires=7&more=x&signature=a"))
        .contains(".m4s?expires=7&signature=a\n");
    String plain = client.text("media.m3u8");
    String longWord = "a".repeat(2_000);
    for (String query :
        List.of(
            "more=" + longWord,
            "expires=7",
            "expires=7&signature=" + longWord,
            "expires=7&signature=a%0A%22")) {
      assertThat(client.text("media.m3u8?" + query)).isEqualTo(plain);
    }
  }

  @Test
  void whatIsLostIsNotThereAndAGapFromThenOn() throws Exception {
    TestTake take = archive.record(null, LOG);
    archive.end(take.id);
    HlsClient client = new HlsClient(media, take.id);
    HlsClient.Listed before = client.list("media.m3u8");
    SegmentKey second = archive.segments(take.id).get(1);
    archive.spool.delete(second);
    int piece = 0;
    while (!before.uri(piece).contains("/" + second.startPosition() + "-")) {
      piece++;
    }

    HttpResponse<byte[]> response = client.get(before.uri(piece));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("lost");
    HlsClient.Listed after = client.list("media.m3u8");
    assertThat(after.isGap(piece)).isTrue();
    assertThat(after.isGap(0)).isFalse();
    assertThat(after.durationMs()).isEqualTo(before.durationMs());
    assertThat(client.get(before.uri(0)).statusCode()).isEqualTo(200);
  }

  @Test
  void madeUpAddressesAreNotFound() throws Exception {
    HlsClient client = new HlsClient(media, archive.show(SHORT));
    String good = client.list("media.m3u8").uri(0);
    assertThat(client.get(good).statusCode()).isEqualTo(200);
    String[] parts = good.split("[-/]", -1);
    for (String bad :
        List.of(
            "9-0-0/0-" + parts[4] + "-5000.m4s",
            "0-0-0/7-" + parts[4] + "-5000.m4s",
            "0-0-0/0-77-5000.m4s",
            "0-0-0/0-99999999-5000.m4s",
            "0-5-0/0-" + parts[4] + "-5000.m4s",
            "0-7.mp4")) {
      assertThat(client.get(bad).statusCode()).as(bad).isEqualTo(404);
    }
    assertThat(client.list("media.m3u8").entries).noneMatch(lines -> lines.contains("GAP"));
  }

  @Test
  void cachesMayKeepPiecesForeverAndPlaylistsShortly() throws Exception {
    HlsClient client = new HlsClient(media, archive.show(SHORT));
    HttpResponse<byte[]> playlist = client.get("media.m3u8", "Accept-Encoding", "gzip");
    assertThat(playlist.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(playlist.headers().firstValue("Cache-Control")).hasValue("public, max-age=60");
    String etag = playlist.headers().firstValue("ETag").orElseThrow();
    assertThat(client.get("media.m3u8", "If-None-Match", etag).statusCode()).isEqualTo(304);

    String name = client.list("media.m3u8").uri(0);
    HttpResponse<byte[]> piece = client.get(name);
    assertThat(piece.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    String tag = piece.headers().firstValue("ETag").orElseThrow();
    assertThat(client.get(name, "If-None-Match", tag).statusCode()).isEqualTo(304);
    HttpResponse<byte[]> part = client.get(name, "Range", "bytes=100-199");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(piece.body(), 100, 200));
  }
}
