package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.playback.TestTake;
import tv.aircheck.playback.Timeline;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LogShape;

/** HTTP-FLV of past shows and of one on air, as a browser gets it. */
class FlvRouteTest extends ServedArchive {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 25_000));
  private static final GeneratedLog SHORT = GeneratedLog.of(LogShape.plain(2, 5_000));
  private static final long LAST_MS =
      LOG.tags().stream().mapToLong(GeneratedTag::timestampMs).max().orElseThrow();
  private static final int FILE_HEADER = 13;

  /** A response, taken apart. */
  private static final class Watched {
    final List<String> frames = new ArrayList<>();
    final List<Integer> kinds = new ArrayList<>();
    final StreamHeaders headers = new StreamHeaders();

    Watched(byte[] body) throws IOException {
      ByteBuf run = Unpooled.wrappedBuffer(body, FILE_HEADER, body.length - FILE_HEADER);
      TagCursor tags = new TagCursor().reset(run);
      while (tags.next()) {
        kinds.add(tags.kind());
        if (TagKind.isHeader(tags.kind())) {
          headers.offer(tags.kind(), run, tags.start(), tags.end());
        } else {
          byte[] frame = ByteBufUtil.getBytes(run, tags.bodyStart(), tags.bodyLength());
          frames.add(tags.timestampMs() + " " + Arrays.hashCode(frame));
        }
      }
    }
  }

  /** The frames of a log from a time on, moved. */
  private static Stream<String> frames(GeneratedLog log, long fromMs, long toMs, long shiftMs) {
    int first = 0;
    while (log.tags().get(first).kind().isHeader()
        || (log.tags().get(first).kind() != GeneratedTag.Kind.KEYFRAME)
        || log.tags().get(first).timestampMs() < fromMs) {
      first++;
    }
    return log.tags().stream()
        .skip(first)
        .filter(tag -> !tag.kind().isHeader() && tag.timestampMs() < toMs)
        .map(
            tag ->
                tag.timestampMs()
                    + shiftMs
                    + " "
                    + Arrays.hashCode(ByteBufUtil.getBytes(tag.body())));
  }

  @Test
  void sendsAShowAcrossItsTakes() throws Exception {
    String show = archive.show(LOG, SHORT);
    HttpResponse<byte[]> response = media.get("/flv/" + show + ".flv");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("video/x-flv");
    assertThat(response.headers().firstValue("Aircheck-Start")).hasValue("0.0");
    assertThat(response.body()).startsWith('F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0);
    Watched watched = new Watched(response.body());
    assertThat(TagKind.isMetadata(watched.kinds.get(0))).isTrue();
    assertThat(TagKind.isSequenceHeader(watched.kinds.get(1))).isTrue();
    assertThat(TagKind.isSequenceHeader(watched.kinds.get(2))).isTrue();
    long second = LAST_MS + Timeline.JOINT_MS;
    assertThat(watched.frames)
        .isEqualTo(
            Stream.concat(
                    frames(LOG, 0, Long.MAX_VALUE, 0), frames(SHORT, 0, Long.MAX_VALUE, second))
                .toList());
    assertThat(watched.headers.metadata().number("duration", 0))
        .isBetween((second + 4_900) / 1000.0, (second + 5_100) / 1000.0);
  }

  @Test
  void startsAtTheKeyframeBeforeWithItsClockAtZero() throws Exception {
    String show = archive.show(LOG);
    HttpResponse<byte[]> response = media.get("/flv/" + show + ".flv?start=13.3&end=21");

    assertThat(response.headers().firstValue("Aircheck-Start")).hasValue("12.0");
    Watched watched = new Watched(response.body());
    assertThat(watched.frames).isEqualTo(frames(LOG, 12_000, 21_000, -12_000).toList());
    assertThat(watched.headers.metadata().number("aircheckStart", 0)).isEqualTo(12);
    assertThat(watched.headers.metadata().number("duration", 0)).isEqualTo(9);
  }

  @Test
  void enhancedTagsStayWhatPlayersInBrowsersKnow() throws Exception {
    LogShape shape = LogShape.plain(4, 5_000);
    GeneratedLog log =
        GeneratedLog.of(
            shape
                .withVideo(shape.video().asHevc())
                .withAudio(tv.aircheck.testkit.AudioShape.opus()));
    Watched watched = new Watched(media.get("/flv/" + archive.show(log) + ".flv").body());
    assertThat(watched.frames).hasSize((int) frames(log, 0, Long.MAX_VALUE, 0).count());
  }

  @Test
  void isKnownAgainOnceItIsOver() throws Exception {
    String address = "/flv/" + archive.show(SHORT) + ".flv";
    HttpResponse<byte[]> head = media.ask("HEAD", address);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    String tag = head.headers().firstValue("ETag").orElseThrow();
    assertThat(media.get(address, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(media.get(address + "?start=1", "If-None-Match", tag).statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Cache-Control").orElseThrow()).contains("public");
  }

  @Test
  void refusesWhatMakesNoSense() throws Exception {
    String show = archive.show(SHORT);
    assertThat(media.get("/flv/" + show + ".flv?start=3&end=2").statusCode()).isEqualTo(400);
    assertThat(media.get("/flv/NOSUCH.flv").statusCode()).isEqualTo(404);
    TestTake empty = archive.begin(null, TestArchive.NOON);
    archive.index.writeNow(tx -> tx.takes().end(empty.seq, TestArchive.NOON, "UNPUBLISHED"));
    archive.end(empty.id);
    assertThat(media.get("/flv/" + empty.id + ".flv").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesWhatPlayersOfFlvCannotShowAndSaysWhereItIs() throws Exception {
    ByteBuf run = Unpooled.buffer();
    tag(run, 0, 0x90, 'v', 'p', '0', '9', 1, 0, 0, 0, 0, 10, 0x82, 2, 2, 2, 0, 0);
    for (int ms = 0; ms < 4_000; ms += 40) {
      tag(run, ms, ms % 1_000 == 0 ? 0x91 : 0xA1, 'v', 'p', '0', '9', 1, 2, 3, 4);
    }
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(run);
    take.end();
    archive.end(take.id);

    HttpResponse<byte[]> response = media.get("/flv/" + take.id + ".flv");
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("/hls/" + take.id + "/index.m3u8 has it");
    assertThat(media.get("/hls/" + take.id + "/index.m3u8").statusCode()).isEqualTo(200);
  }

  private static void tag(ByteBuf out, int ms, int... body) {
    out.writeByte(9).writeMedium(body.length).writeMedium(ms).writeInt(0);
    for (int b : body) {
      out.writeByte(b);
    }
    out.writeInt(body.length + 11);
  }

  @Test
  void endsWhereTheNextTakeHasOtherCodecs() throws Exception {
    LogShape shape = LogShape.plain(6, 5_000);
    GeneratedLog other = GeneratedLog.of(shape.withVideo(shape.video().asHevc()));
    String show = archive.show(SHORT, other);
    Watched first = new Watched(media.get("/flv/" + show + ".flv").body());
    assertThat(first.frames).isEqualTo(frames(SHORT, 0, Long.MAX_VALUE, 0).toList());

    HttpResponse<byte[]> on = media.get("/flv/" + show + ".flv?start=5.5");
    assertThat(new Watched(on.body()).frames).hasSize((int) frames(other, 0, 9_999, 0).count());
  }

  @Test
  void endsWhereTheCodecChangesWithinATakeAndGoesOnWhereItsSettingsDo() throws Exception {
    LogShape shape = LogShape.plain(7, 4_000).withFirstTimestampMs(5_000);
    GeneratedLog resized =
        GeneratedLog.of(shape.withVideo(shape.video().withNewHeaderEveryMs(2_000)));
    GeneratedLog other =
        GeneratedLog.of(shape.withVideo(shape.video().asHevc()).withFirstTimestampMs(9_000));
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(SHORT, 0, SHORT.tags().size());
    take.append(resized.bytes());
    take.append(other.bytes());
    take.end();
    archive.end(take.id);
    Watched first = new Watched(media.get("/flv/" + take.id + ".flv").body());
    assertThat(first.frames)
        .isEqualTo(
            Stream.concat(
                    frames(SHORT, 0, Long.MAX_VALUE, 0), frames(resized, 0, Long.MAX_VALUE, 0))
                .toList());

    HttpResponse<byte[]> on = media.get("/flv/" + take.id + ".flv?start=9");
    assertThat(on.headers().firstValue("Aircheck-Start")).hasValue("9.0");
    assertThat(new Watched(on.body()).frames).hasSize((int) frames(other, 0, 99_999, 0).count());
  }

  private static HttpResponse<InputStream> follow(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(media.url(path))).build(),
            BodyHandlers.ofInputStream());
  }

  @Test
  void followsAShowOnAirToItsEnd() throws Exception {
    int tags = LOG.tags().size();
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(LOG, 0, tags / 2);
    HttpResponse<InputStream> response = follow("/flv/" + take.id + ".flv");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("ETag")).isEmpty();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(response.body().readNBytes(100_000));
    take.append(LOG, tags / 2, tags);
    take.end();
    archive.end(take.id);
    response.body().transferTo(body);

    Watched watched = new Watched(body.toByteArray());
    assertThat(watched.frames).isEqualTo(frames(LOG, 0, Long.MAX_VALUE, 0).toList());
    assertThat(watched.headers.metadata().has("duration")).isFalse();
  }

  @Test
  void waitsForAShowThatHasJustBegunAndLetsGoOfWhoLeaves() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    HttpResponse<InputStream> response = follow("/flv/" + take.id + ".flv");
    take.append(LOG, 0, 300);
    assertThat(response.body().readNBytes(13)).startsWith('F', 'L', 'V');
    Await.until("the viewer is counted", () -> media.watched.contains(take.id));
    response.body().close();
    Await.until("the viewer is gone", () -> !media.watched.contains(take.id));
    take.end();
    archive.end(take.id);
  }
}
