package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.ffmpeg.ClipSpec;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;

/**
 * Shows that are over. That on live/me has two takes, as its publisher came back, and in the first
 * of them ten seconds were never recorded. Of that on live/lost all was recorded, but the second
 * and the last segment are lost. On live/me there was one two days earlier too.
 */
final class PastShows implements AutoCloseable {
  static final String EARLIER_TITLE = "A walk by the sea";

  private static final long FIRST_TAKE_MS = 36_000;
  private static final long SECOND_TAKE_MS = 12_000;
  private static final String EARLIER = "01J00000000000000000000000";

  final TestNode node;
  String show;
  double gapAt;
  double boundary;
  double length;
  LocalDate day;
  LocalDate earlierDay;
  String lost;
  double lostFrom;
  double lostTo;

  private final Path folder;

  PastShows(Path folder) {
    this.folder = folder;
    this.node = TestNode.start(folder.resolve("data"), Duration.ofSeconds(4));
  }

  void record() throws Exception {
    Path first = encode("me", ClipSpec.of("h264", "aac", FIRST_TAKE_MS).withSize(640, 360));
    FfmpegChild.publish(first, node.live("lost"));
    FfmpegChild.publish(first, node.live("me"));
    publish("me", ClipSpec.of("h264", "aac", SECOND_TAKE_MS).withSize(640, 360).withSeed(2));
    publish("hevc", ClipSpec.of("hevc", "aac", 3_000));
    publish("av1", ClipSpec.of("av1", "aac", 2_000));
    show = node.recorded().awaitOver("me").id();
    lost = node.recorded().awaitOver("lost").id();
    missTheSecondSegment();
    loseSegments(node.recorded().awaitStored("lost"));
    addTheEarlierShow();
  }

  private void publish(String name, ClipSpec clip) {
    FfmpegChild.publish(encode(name, clip), node.live(name));
  }

  private Path encode(String name, ClipSpec clip) {
    Path file = folder.resolve(name + ".flv");
    FfmpegChild.encode(clip, file);
    return file;
  }

  /** As if the recorder had been away while it was sent. */
  private void missTheSecondSegment() throws Exception {
    List<TakeRow> takes = node.recorded().takes("me");
    assertThat(takes).hasSize(2);
    long take = takes.get(0).seq();
    List<SegmentRow> segments = segments(takes.get(0));
    SegmentRow missed = segments.get(1);
    node.server()
        .archive()
        .index()
        .write(
            work -> {
              work.segments().remove(missed);
              return work.gaps()
                  .add(
                      new GapRow(
                          take,
                          missed.startPosition(),
                          missed.endPosition(),
                          segments.get(0).endMs(),
                          segments.get(2).startMs(),
                          "NOT_KEPT",
                          missed.wallClockMs()));
            })
        .get();
    gapAt = segments.get(0).endMs() / 1000.0;
    boundary = (FIRST_TAKE_MS - (segments.get(2).startMs() - segments.get(0).endMs())) / 1000.0;
    length = boundary + SECOND_TAKE_MS / 1000.0;
  }

  private void loseSegments(TakeRow take) {
    List<SegmentRow> segments = segments(take);
    node.recorded().lose(take, segments.get(1));
    node.recorded().lose(take, segments.get(segments.size() - 1));
    lostFrom = segments.get(1).startMs() / 1000.0;
    lostTo = segments.get(2).startMs() / 1000.0;
  }

  private List<SegmentRow> segments(TakeRow take) {
    return node.server().archive().index().segments().ofTake(take.seq(), -1, 9);
  }

  /** Nothing of it but that it was. */
  private void addTheEarlierShow() {
    ZoneId zone = ZoneId.systemDefault();
    Instant started = Instant.ofEpochMilli(node.recorded().awaitOver("me").startedAtMs());
    day = LocalDate.ofInstant(started, zone);
    earlierDay = day.minusDays(2);
    long at = earlierDay.atTime(12, 0).atZone(zone).toInstant().toEpochMilli();
    node.server()
        .archive()
        .index()
        .writeNow(
            work -> {
              long channel = work.channels().ensure(new ChannelName("live", "me"), at);
              work.broadcasts().open(EARLIER, channel, at);
              work.broadcasts().end(EARLIER, at);
              return work.broadcasts().title(EARLIER, EARLIER_TITLE);
            });
  }

  <T> T access(Function<AccessEdits, T> edit) {
    return node.server()
        .archive()
        .index()
        .writeNow(tx -> edit.apply(new AccessEdits(tx, System.currentTimeMillis(), "me@here", "")));
  }

  /** Of one who brings nothing; what a server knows of tokens may be a second old. */
  void awaitRole(String role) {
    Await.until(
        "the server takes one for " + role,
        () -> {
          try (InputStream answer = URI.create(node.http("/api/v1/session")).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8)
                .contains("\"role\":\"" + role + "\"");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() {
    node.close();
  }
}
