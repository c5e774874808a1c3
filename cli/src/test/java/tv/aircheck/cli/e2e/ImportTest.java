package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.Aircheck;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.TakeRow;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.ChildProcess;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;
import tv.aircheck.testkit.ffmpeg.ClipSpec;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;

/** Recordings made elsewhere, imported beside a server or without one, and played from there. */
@ExtendWith(LeakGuard.class)
class ImportTest {
  private static final ClipSpec CLIP = ClipSpec.of("h264", "aac", 12_000).withBFrames(2);

  private static final String START = "2024-05-06T07:08:09Z";

  @TempDir private Path folder;

  private record Said(int status, String words) {}

  private Said aircheck(String... words) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    int status = Aircheck.commandLine().setOut(out).setErr(out).execute(all.toArray(String[]::new));
    return new Said(status, said.toString());
  }

  private Said importInto(Path file, String name) {
    return aircheck(
        "import",
        file.toString(),
        "--channel",
        "live/" + name,
        "--start",
        START,
        "--title",
        "From elsewhere");
  }

  @Test
  void withoutAServerTheCommandBringsThemToTheStore() throws IOException {
    Path flv = folder.resolve("old.flv");
    FfmpegChild.encode(CLIP, flv);
    Path mp4 = folder.resolve("old.mp4");
    FfmpegChild.encode(CLIP, mp4);
    TestNode.start(folder.resolve("data")).close();

    Said first = importInto(flv, "flv");
    Said again = importInto(flv, "flv");
    Said second = importInto(mp4, "mp4");

    assertThat(first.status()).as(first.words()).isZero();
    assertThat(again.words()).contains("Imported before");
    assertThat(second.status()).as(second.words()).isZero();
    try (Stream<Path> stored =
        Files.walk(folder.resolve("data/store/segments/live/flv/2024/05/06"))) {
      assertThat(stored.filter(path -> path.toString().endsWith(".flv"))).hasSize(2);
    }
    try (TestNode node = TestNode.start(folder.resolve("data"))) {
      Packets.assertSame(Packets.readAll(node.archive("flv")), Packets.readAll(flv.toString()));
      List<Packet> ofMp4 = Packets.readAll(mp4.toString());
      ContainerPackets.assertSame(Packets.readAll(node.archive("mp4")), ofMp4);
    }
  }

  @Test
  void besideAServerTheServerBringsThemToTheStore() {
    Path flv = folder.resolve("old.flv");
    FfmpegChild.encode(CLIP, flv);
    try (TestNode node = TestNode.start(folder.resolve("data"))) {
      Said said = importInto(flv, "beside");

      assertThat(said.status()).as(said.words()).isZero();
      assertThat(said.words()).contains("The server that runs here");
      node.recorded().awaitStored("beside");
      Packets.assertSame(Packets.readAll(node.archive("beside")), Packets.readAll(flv.toString()));
    }
  }

  @Test
  void aShowComesBackFromItsArchiveElsewhere() throws IOException {
    Path flv = folder.resolve("old.flv");
    FfmpegChild.encode(CLIP, flv);
    TestNode.start(folder.resolve("data")).close();
    importInto(flv, "moved");
    Path tar = folder.resolve("show.tar");
    String id = latest("moved");
    assertThat(aircheck("export", id, "-o", tar.toString()).status()).isZero();

    Files.move(folder.resolve("data"), folder.resolve("before"));
    TestNode.start(folder.resolve("data")).close();
    Said back = aircheck("import", tar.toString());

    assertThat(back.status()).as(back.words()).isZero();
    assertThat(aircheck("import", tar.toString()).words()).contains("Imported before");
    try (TestNode node = TestNode.start(folder.resolve("data"))) {
      Packets.assertSame(Packets.readAll(node.archive("moved")), Packets.readAll(flv.toString()));
    }
  }

  @Test
  void aKilledImportIsGoneOnWith() throws IOException {
    VideoShape video = VideoShape.plain().withFrameBytes(4_000);
    GeneratedLog log =
        GeneratedLog.of(LogShape.plain(3, 300_000).withVideo(video).withoutMetadata());
    Path flv = Files.write(folder.resolve("long.flv"), ByteBufUtil.getBytes(log.file()));
    TestNode.start(folder.resolve("data")).close();
    String data = folder.resolve("data").toString();
    try (ChildProcess killed =
            Program.run(
                "import",
                flv.toString(),
                "--data",
                data,
                "--channel",
                "live/killed",
                "--start",
                START);
        Index index = Index.open(IndexSettings.at(folder.resolve("data/index.db")))) {
      Await.until("some of it is in", () -> new Recorded(null, index).bytes("killed") > 1_000_000);
      killed.kill();
    }

    Said said = importInto(flv, "killed");

    assertThat(said.status()).as(said.words()).isZero();
    try (TestNode node = TestNode.start(folder.resolve("data"))) {
      TakeRow take = node.recorded().awaitStored("killed");
      Recorded.assertSame(node.recorded().log(take), log);
    }
  }

  private String latest(String name) {
    try (Index index = Index.open(IndexSettings.at(folder.resolve("data/index.db")))) {
      return index.broadcasts().latest(new ChannelName("live", name)).orElseThrow().id();
    }
  }

  @Test
  void asksWhereItBelongs() throws IOException {
    Path file = Files.write(folder.resolve("x.flv"), new byte[] {'F', 'L', 'V'});
    assertThat(aircheck("import", file.toString()).words())
        .contains("--channel and --start have to");
  }
}
