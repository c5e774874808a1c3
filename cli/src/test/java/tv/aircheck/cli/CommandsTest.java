package tv.aircheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.ConfigSource;
import tv.aircheck.cli.demo.DemoPublisher;
import tv.aircheck.cli.server.Server;
import tv.aircheck.flv.FlvFileReader;
import tv.aircheck.index.TakeRow;
import tv.aircheck.testkit.Await;

/** The commands beside a running server that has recorded two short shows. */
class CommandsTest {
  private static final long ENOUGH_BYTES = 40_000;

  @TempDir static Path data;
  @TempDir Path folder;

  private static Server server;

  @BeforeAll
  static void recordTwoShows() {
    server = Server.start(config(data));
    record("live/one");
    record("live/two");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void record(String channel) {
    try (DemoPublisher publisher = server.publishDemo(channel).join()) {
      assertThat(publisher).isNotNull();
      Await.until(
          channel + " is being recorded",
          () ->
              server.archive().index().takes().open().stream()
                  .map(TakeRow::id)
                  .flatMap(take -> server.archive().spool().growing().ofTake(take).stream())
                  .anyMatch(growing -> growing.writtenBytes() > ENOUGH_BYTES));
    }
    Await.until(channel + " is sealed", () -> server.archive().index().takes().open().isEmpty());
  }

  private static Config config(Path data) {
    String any = "127.0.0.1:0";
    return ConfigSource.read(
            null,
            Map.of("AIRCHECK_RECORDER_BROADCASTS_RECONNECT_WINDOW", "100ms"),
            Map.of("data", data.toString(), "rtmp", any, "relay", any, "http", any))
        .config();
  }

  @Test
  void listsChannels() {
    Said said = aircheck("channels", "ls");

    assertThat(said.status()).isEqualTo(ExitCode.DONE);
    assertThat(said.out()).contains("live/one").contains("live/two");
  }

  @Test
  void listsBroadcastsNewestFirstAndInPages() throws IOException {
    JsonNode first = json("broadcasts", "ls", "--json", "--limit", "1");
    JsonNode rest = json("broadcasts", "ls", "--json", "--cursor", first.get("cursor").asText());

    assertThat(first.at("/broadcasts/0/channel").asText()).isEqualTo("live/two");
    assertThat(first.at("/broadcasts/0/startedAt").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(first.at("/broadcasts/0/bytes").asLong()).isGreaterThan(ENOUGH_BYTES);
    assertThat(rest.at("/broadcasts/0/channel").asText()).isEqualTo("live/one");
    assertThat(rest.get("cursor").isNull()).isTrue();
    assertThat(aircheck("broadcasts", "ls", "--limit", "1").err())
        .isEqualToIgnoringNewLines("There are more: add --cursor " + first.get("cursor").asText());
  }

  @Test
  void showsOne() throws IOException {
    String id = idOf("live/one");

    Said said = aircheck("broadcasts", "show", id);

    assertThat(said.out()).contains(id).contains("live/one").contains("avc1.").contains("640x360");
    assertThat(json("broadcasts", "show", id, "--json").at("/takes/0/endReason").asText())
        .isEqualTo("unpublished");
  }

  @Test
  void exportsOneFileThatReadsToItsEnd() throws IOException {
    Path file = folder.resolve("show.flv");

    Said said = aircheck("export", idOf("live/one"), "-o", file.toString());

    assertThat(said.status()).as(said.err()).isEqualTo(ExitCode.DONE);
    try (FlvFileReader reader = new FlvFileReader(FileChannel.open(file))) {
      assertThat(reader.wholeTagsEnd()).isEqualTo(Files.size(file));
    }
    assertThat(aircheck("export", idOf("live/one"), "-o", file.toString()).err())
        .contains("is there already; --force replaces it");
  }

  @Test
  void deletesOnlyWhenToldSo() {
    record("live/gone");
    String id = Await.value("the show has ended", () -> ended("live/gone"));

    assertThat(aircheck("broadcasts", "rm", "--dry-run", id).out())
        .contains("Would mark for deletion " + id);
    assertThat(aircheck("broadcasts", "rm", "--yes", id).out())
        .contains("Marked for deletion " + id)
        .contains("aircheck broadcasts restore " + id);
    assertThat(aircheck("broadcasts", "ls").out()).doesNotContain(id);
    assertThat(aircheck("broadcasts", "ls", "--deleted").out()).contains(id).contains("by hand");

    assertThat(aircheck("broadcasts", "rm", "--now", "--yes", id).out()).contains("Deleted " + id);
    assertThat(aircheck("broadcasts", "show", id).status()).isEqualTo(ExitCode.FAILED);
    assertThat(data.resolve("store/segments/live/gone")).doesNotExist();
  }

  @Test
  void saysWhatToDoWhenThereIsNone() {
    assertThat(aircheck("broadcasts", "show", "NONE").err())
        .contains("there is no broadcast NONE: 'aircheck broadcasts ls' lists them");
    Said elsewhere = run("broadcasts", "ls", "--data", folder.resolve("nowhere").toString());
    assertThat(elsewhere.status()).isEqualTo(ExitCode.FAILED);
    assertThat(elsewhere.err()).contains("'aircheck serve' makes one");
  }

  @Test
  void saysWhatWasMeant() throws IOException {
    String id = idOf("live/one");

    assertThat(aircheck("broadcasts", "show", id.substring(0, 24)).err())
        .contains("did you mean " + id + "?");
    assertThat(aircheck("broadcasts", "lock", "live/one").err())
        .contains("'aircheck broadcasts ls --channel live/one' lists them");
    assertThat(aircheck("channels", "show", "live/onne").err())
        .contains("there is no channel live/onne: did you mean live/one?");
    assertThat(aircheck("broadcasts", "ls", "--channel", "live/nobody").err())
        .contains("there is no channel live/nobody: 'aircheck channels ls' lists them");
  }

  @Test
  void badUsageHasAStatusOfItsOwn() {
    assertThat(aircheck("broadcasts", "ls", "--limit", "none").status())
        .isEqualTo(ExitCode.BAD_USAGE);
    Said audit = aircheck("audit", "ls", "--cursor", "x");
    assertThat(audit.status()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(audit.err()).contains("--cursor is what a list before this one gave, not 'x'");
    for (String command : List.of("audit", "broadcasts", "clip")) {
      Said none = aircheck(command, "ls", "--limit", "0");
      assertThat(none.status()).isEqualTo(ExitCode.BAD_USAGE);
      assertThat(none.err()).contains("--limit is between 1 and 10000");
    }
    assertThat(run("export", "ID", "-o", "show.avi").status()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run("nonsense").status()).isEqualTo(ExitCode.BAD_USAGE);
  }

  @Test
  void everyCommandHelps() {
    CommandLine program = Aircheck.commandLine();
    program
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getCommandSpec().usageMessage().description())
                    .as(name)
                    .satisfies(
                        words ->
                            assertThat(
                                    words.length > 0
                                        || command.getCommandSpec().usageMessage().hidden())
                                .isTrue()));
  }

  @Test
  void aCommandStandsAlone() {
    Aircheck.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(command.getCommandName()).isEqualTo(name);
              assertThat(Aircheck.commandLine(name, "--help").getSubcommands()).containsKey(name);
            });
  }

  @Test
  void doesNotStartTwiceOnOneFolder() {
    Said said =
        run("serve", "--data", data.toString(), "--rtmp", "127.0.0.1:0", "--http", "127.0.0.1:0");

    assertThat(said.status()).isEqualTo(ExitCode.FAILED);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).contains(data.toString());
  }

  @Test
  void saysWhichAddressIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      for (String port : new String[] {"--rtmp", "--relay", "--http"}) {
        Said said = serveWith(port, address);

        assertThat(said.status()).as(port).isEqualTo(ExitCode.FAILED);
        assertThat(said.err()).as(port).contains(address);
        assertThat(said.err().lines()).as(port).hasSize(1);
      }
    }
  }

  private Said serveWith(String port, String address) {
    CommandLine line = Aircheck.commandLine();
    Map<String, String> ports = new LinkedHashMap<>();
    ports.put("--rtmp", "127.0.0.1:0");
    ports.put("--relay", "127.0.0.1:0");
    ports.put("--http", "127.0.0.1:0");
    ports.put(port, address);
    StringWriter err = new StringWriter();
    line.setErr(new PrintWriter(err));
    List<String> arguments = new ArrayList<>();
    arguments.add("serve");
    arguments.add("--data");
    arguments.add(folder.resolve("other").toString());
    ports.forEach(
        (name, value) -> {
          arguments.add(name);
          arguments.add(value);
        });
    return new Said(line.execute(arguments.toArray(String[]::new)), "", err.toString());
  }

  private static Optional<String> ended(String channel) throws IOException {
    for (JsonNode broadcast :
        json("broadcasts", "ls", "--json", "--channel", channel).get("broadcasts")) {
      if (broadcast.get("state").asText().equals("ended")) {
        return Optional.of(broadcast.get("id").asText());
      }
    }
    return Optional.empty();
  }

  private static String idOf(String channel) throws IOException {
    return json("broadcasts", "ls", "--json", "--channel", channel).at("/broadcasts/0/id").asText();
  }

  private static JsonNode json(String... arguments) throws IOException {
    Said said = aircheck(arguments);
    assertThat(said.status()).as(said.err()).isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(said.out());
  }

  private static Said aircheck(String... arguments) {
    return Said.over(data, arguments);
  }

  private static Said run(String... arguments) {
    return Said.by(arguments);
  }
}
