package tv.aircheck.bench.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.LoadProcess;
import tv.aircheck.bench.lab.Measured;
import tv.aircheck.bench.lab.Program;
import tv.aircheck.bench.load.HlsPieces;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;

/** Makes shows to play: the same on our server and, as files, for others. */
final class Shows {
  static final int COUNT = 20;

  /** Tells players that {@code {}} is one of the shows' numbers. */
  static final String NUMBERS = "--streams=" + COUNT;

  private static final String LENGTH = "150s";
  private static final String TIMES_REAL_TIME = "20";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Shows() {}

  /** Publishes them, faster than real time, and waits until all are archived. */
  static void record(Lab lab, AircheckServer server) throws Exception {
    LoadProcess load =
        LoadProcess.start(
            lab,
            lab.loadCpu(),
            List.of(
                "publish",
                "--to",
                server.liveUrl(),
                "--prefix",
                "show",
                "--count",
                Integer.toString(COUNT),
                "--clip",
                LENGTH,
                "--speed",
                TIMES_REAL_TIME,
                "--for",
                PATIENCE.toSeconds() + "s"));
    int turnedAway = load.result(PATIENCE.plus(PATIENCE)).turnedAway();
    if (turnedAway > 0) {
      throw new IllegalStateException(turnedAway + " of the shows were not recorded");
    }
    lab.await("all shows are archived", PATIENCE, () -> server.recording() == 0);
  }

  /** Waits until no publisher could go on with any of them. */
  static void awaitOver(Lab lab, AircheckServer server) throws Exception {
    lab.await(
        "all shows are over",
        PATIENCE,
        () -> newestRows(server, COUNT).stream().noneMatch(BroadcastRow::isLive));
  }

  /** The address of all of them on our server, with {@code {}} for the number. */
  static String archive(AircheckServer server) {
    return "rtmp://127.0.0.1:%d/archive/live/show{}".formatted(server.setup().rtmp());
  }

  /** Exports one, and copies it until there are as many files as shows: {@code showN.flv}. */
  static Path export(Lab lab, AircheckServer server) throws Exception {
    Path folder = lab.folder("shows");
    Path first = folder.resolve("show0.flv");
    Path script = lab.settings().distribution().resolve("bin/aircheck");
    Program export =
        Program.of(
            "export",
            lab.folder("export"),
            List.of(
                script.toString(),
                "export",
                newest(server),
                "-o",
                first.toString(),
                "--data",
                server.setup().data().toString()));
    Measured process = lab.start(export);
    if (process.await(PATIENCE.toSeconds()) != 0) {
      process.mustLive();
    }
    for (int i = 1; i < COUNT; i++) {
      Files.copy(first, folder.resolve("show" + i + ".flv"));
    }
    return folder;
  }

  /** Whether a spool holds any. */
  static boolean hasSegments(Path spool) throws IOException {
    try (Stream<Path> files = Files.walk(spool)) {
      return files.anyMatch(file -> file.toString().endsWith(".flv"));
    } catch (UncheckedIOException e) {
      return true; // One went while we looked: there may be more.
    }
  }

  /** The id of the latest show. */
  static String newest(AircheckServer server) {
    return newest(server, 1).get(0);
  }

  /** The ids of the latest shows. */
  static List<String> newest(AircheckServer server, int count) {
    return newestRows(server, count).stream().map(BroadcastRow::id).toList();
  }

  private static List<BroadcastRow> newestRows(AircheckServer server, int count) {
    Path file = server.setup().data().resolve("index.db");
    try (Index index = Index.open(IndexSettings.at(file))) {
      return index.broadcasts().list(BroadcastFilter.all(), null, count).rows();
    }
  }

  /**
   * Fetches what our server makes of shows into files, so that others hand out the same bytes.
   *
   * @param paths of what a show is served as, from the root, with {@code {}} for its id; of a
   *     playlist of HLS all pieces come too
   * @return a folder with all of it under the same paths
   */
  static Path fetch(Lab lab, AircheckServer server, List<String> ids, List<String> paths)
      throws Exception {
    Path root = lab.folder("fetched");
    HttpClient http = HttpClient.newHttpClient();
    URI from = URI.create("http://127.0.0.1:%d/".formatted(server.setup().web()));
    for (String id : ids) {
      for (String path : paths) {
        URI uri = from.resolve(path.replace("{}", id));
        Path file = fetch(http, uri, root);
        if (path.endsWith(".m3u8")) {
          for (String piece : HlsPieces.of(Files.readString(file)).names()) {
            fetch(http, uri.resolve(piece), root);
          }
        }
      }
    }
    return root;
  }

  private static Path fetch(HttpClient http, URI uri, Path root) throws Exception {
    Path file = root.resolve(uri.getPath().substring(1));
    Files.createDirectories(file.getParent());
    HttpResponse<Path> response =
        http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      throw new IOException(uri + " is answered with status " + response.statusCode());
    }
    return file;
  }
}
