package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tv.aircheck.cli.Aircheck;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.ffmpeg.ClipSpec;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;
import tv.aircheck.testkit.ffmpeg.PacketRequest;
import tv.aircheck.testkit.ffmpeg.Probe;

/**
 * What FFmpeg publishes comes back from the archive packet by packet: whole, from an offset, after
 * a seek, over HLS, and exported; in every codec, classic and enhanced.
 */
@ExtendWith(LeakGuard.class)
class ForeignClientTest {
  private static final long CLIP_MS = 12_000;

  @TempDir private static Path folder;
  private static TestNode node;
  private static final List<Show> SHOWS = new ArrayList<>();

  /** A published clip, and what is in the file it came from, as the same demuxer sees it. */
  record Show(String name, List<Packet> packets) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void publishAll() {
    node = TestNode.start(folder.resolve("data"));
    publish("avc-aac", ClipSpec.of("h264", "aac", CLIP_MS));
    publish("b-frames", ClipSpec.of("h264", "aac", CLIP_MS).withBFrames(3));
    publish("hevc-aac", ClipSpec.of("hevc", "aac", CLIP_MS).withBFrames(2));
    publish("av1-opus", ClipSpec.of("av1", "opus", CLIP_MS));
    publish("vp9-flac", ClipSpec.of("vp9", "flac", CLIP_MS));
    publish("avc-ac3", ClipSpec.of("h264", "ac3", CLIP_MS));
    publish("audio-only-opus", ClipSpec.of("none", "opus", CLIP_MS));
    publish("audio-only-mp3", ClipSpec.of("none", "mp3", CLIP_MS));
    publish("video-only", ClipSpec.of("h264", "none", CLIP_MS));
  }

  private static void publish(String name, ClipSpec clip) {
    Path file = folder.resolve(name + ".flv");
    FfmpegChild.encode(clip, file);
    FfmpegChild.publish(file, node.live(name));
    SHOWS.add(new Show(name, Packets.readAll(file.toString())));
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
  }

  static List<Show> shows() {
    return SHOWS;
  }

  @ParameterizedTest
  @MethodSource("shows")
  void wholeShow(Show show) {
    node.recorded().awaitOver(show.name());

    Packets.assertSame(Packets.readAll(node.archive(show.name())), show.packets());
  }

  @ParameterizedTest
  @MethodSource("shows")
  void fromAnOffset(Show show) {
    node.recorded().awaitOver(show.name());

    Packets.assertSame(
        Packets.readAll(node.archive(show.name()) + "?start=7.3"),
        Packets.fromEntryBefore(show.packets(), 7_300));
  }

  @ParameterizedTest
  @MethodSource("shows")
  void afterSeek(Show show) {
    node.recorded().awaitOver(show.name());
    PacketRequest player = PacketRequest.paced(node.archive(show.name()));

    Packets.assertSame(
        Packets.read(player.seekingTo(10_500, 20)),
        Packets.fromEntryBefore(show.packets(), 10_500));
  }

  @ParameterizedTest
  @MethodSource("shows")
  void overHls(Show show) {
    String id = node.recorded().awaitOver(show.name()).id();

    List<Packet> packets = Packets.readAll(node.http("/hls/" + id + "/index.m3u8"));
    ContainerPackets.assertSameTimes(packets, show.packets());
  }

  @ParameterizedTest
  @MethodSource("shows")
  void exported(Show show) {
    Path file = export(show, ".flv");

    Packets.assertSame(Packets.readAll(file.toString()), show.packets());
  }

  @ParameterizedTest
  @MethodSource("shows")
  void exportedAsMp4(Show show) {
    Path file = export(show, ".mp4");

    List<Packet> packets = Packets.readAll(file.toString());
    ContainerPackets.assertSame(packets, show.packets());
    assertThat(ContainerPackets.firstShownMs(packets)).isZero();
    Probe probe = FfmpegChild.probe(file.toString());
    assertThat(probe.durationMs()).isCloseTo(CLIP_MS, within(120L));
  }

  @ParameterizedTest
  @MethodSource("shows")
  void partExportedAsMp4BeginsAtTheMoment(Show show) {
    Path file = export(show, "-part.mp4", "--from", "7.3", "--to", "9.5");

    List<Packet> part =
        Packets.fromEntryBefore(show.packets(), 7_300).stream()
            .filter(packet -> packet.dtsMs() < 9_500)
            .toList();
    ContainerPackets.assertShown(Packets.readAll(file.toString()), part, 7_300, 9_500);
    assertThat(FfmpegChild.probe(file.toString()).durationMs()).isCloseTo(2_200, within(30L));
  }

  /** FFmpeg asks for ranges: it goes to the index first, wherever that is. */
  @ParameterizedTest
  @MethodSource("shows")
  void overHttpAsMp4(Show show) {
    String id = node.recorded().awaitOver(show.name()).id();

    List<Packet> packets = Packets.readAll(node.http("/mp4/" + id + ".mp4"));
    ContainerPackets.assertSame(packets, show.packets());
    assertThat(ContainerPackets.firstShownMs(packets)).isZero();
  }

  static Stream<Show> reordered() {
    return SHOWS.stream().filter(show -> show.name().equals("b-frames"));
  }

  @ParameterizedTest
  @MethodSource("reordered")
  void partOverHttpAsMp4BeginsAtTheMoment(Show show) {
    String id = node.recorded().awaitOver(show.name()).id();
    String url = node.http("/mp4/" + id + ".mp4?start=7.3&end=9.5");

    List<Packet> part =
        Packets.fromEntryBefore(show.packets(), 7_300).stream()
            .filter(packet -> packet.dtsMs() < 9_500)
            .toList();
    ContainerPackets.assertShown(Packets.readAll(url), part, 7_300, 9_500);
    assertThat(FfmpegChild.probe(url).durationMs()).isCloseTo(2_200, within(30L));
  }

  /** What browsers know. */
  static Stream<Show> forBrowsers() {
    return SHOWS.stream()
        .filter(show -> Set.of("b-frames", "hevc-aac", "av1-opus").contains(show.name()));
  }

  @ParameterizedTest
  @MethodSource("forBrowsers")
  void overHttpAsFlv(Show show) {
    String id = node.recorded().awaitOver(show.name()).id();

    Packets.assertSame(Packets.readAll(node.http("/flv/" + id + ".flv")), show.packets());
  }

  private static Path export(Show show, String suffix, String... more) {
    String id = node.recorded().awaitOver(show.name()).id();
    Path file = folder.resolve(show.name() + "-exported" + suffix);
    StringWriter words = new StringWriter();
    List<String> arguments =
        new ArrayList<>(List.of("export", id, "-o", file.toString(), "--data"));
    arguments.add(folder.resolve("data").toString());
    arguments.addAll(List.of(more));

    int exit =
        Aircheck.commandLine()
            .setOut(new PrintWriter(words))
            .setErr(new PrintWriter(words))
            .execute(arguments.toArray(String[]::new));

    assertThat(exit).as(words::toString).isZero();
    return file;
  }
}
