package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.recorder.Deed;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.ffmpeg.ClipSpec;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;

/** Pictures of what a foreign publisher sent, from a server that runs. */
@ExtendWith(LeakGuard.class)
class PicturesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int DARK = 24;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private TestNode node;

  private HttpResponse<byte[]> get(String path) throws Exception {
    URI uri = URI.create("http://" + node.server().http() + path);
    return client.send(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private BufferedImage picture(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    assertThat(answer.headers().firstValue("Aircheck-Placeholder")).isEmpty();
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  /** Of all three colours, on average. */
  private static double light(BufferedImage image) {
    long sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
      }
    }
    return sum / 3.0 / (image.getWidth() * image.getHeight());
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("PictureProgram"))
        .toList();
  }

  private List<Path> stored(String show) throws IOException {
    Path pictures = folder.resolve("data/store/pictures").resolve(show);
    if (!Files.exists(pictures)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(pictures)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).toList();
    }
  }

  @Test
  void picturesAreThereOutliveTheirProcessAndGoWithTheirShow() throws Exception {
    Path clip = folder.resolve("clip.flv");
    FfmpegChild.encode(ClipSpec.of("h264", "aac", 3_000), clip);
    try (TestNode running = TestNode.start(folder.resolve("data"))) {
      node = running;
      FfmpegChild.publish(clip, node.live("seen"));
      node.recorded().awaitStored("seen");
      String show = node.recorded().awaitOver("seen").id();

      BufferedImage thumb = picture("/thumb/" + show + ".jpg");
      assertThat(thumb.getWidth()).isEqualTo(320);
      assertThat(thumb.getHeight()).isEqualTo(180);
      assertThat(light(thumb)).isGreaterThan(DARK);

      String vtt = new String(get("/storyboard/" + show + ".vtt").body(), StandardCharsets.UTF_8);
      String first = vtt.lines().filter(line -> line.contains("#xywh=0,0,")).findFirst().orElse("");
      BufferedImage sheet =
          picture("/storyboard/" + first.substring(0, Math.max(0, first.indexOf('#'))));
      assertThat(sheet.getWidth()).isEqualTo(1600);
      assertThat(sheet.getHeight()).isEqualTo(90);
      for (int tile = 0; tile < 3; tile++) {
        assertThat(light(sheet.getSubimage(tile * 160, 0, 160, 90)))
            .as("tile " + tile + " of " + vtt)
            .isGreaterThan(DARK);
      }
      assertThat(light(sheet.getSubimage(800, 0, 800, 90))).as("behind the end").isLessThan(DARK);

      assertThat(children()).hasSize(1);
      children().forEach(ProcessHandle::destroyForcibly);
      assertThat(picture("/thumb/" + show + ".jpg?t=2&w=160").getWidth()).isEqualTo(160);

      Await.until("all are stored", PATIENCE, () -> stored(show).size() == 3);
      node.server()
          .archive()
          .removal()
          .run(show, new Deed("test", "its pictures go with it"), deleted -> {});
      assertThat(stored(show)).isEmpty();
      assertThat(get("/thumb/" + show + ".jpg").statusCode()).isEqualTo(404);
    }
    Await.until("no process is left", PATIENCE, () -> children().isEmpty());
  }
}
