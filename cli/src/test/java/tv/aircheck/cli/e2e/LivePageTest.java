package tv.aircheck.cli.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.DebianProgram;

/**
 * What a viewer does with a show that is on air, in a browser. Its publisher has been there before,
 * so that HLS has something behind what it does not list yet.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LivePageTest {
  private static final int FIRST_TAKE_SECONDS = 30;

  @TempDir private static Path data;

  private static TestNode node;
  private static Chromium chromium;
  private static Process publisher;
  private static Process drops;

  /** Of somebody who begins behind all the others and stays there. */
  private static Page behind;

  private static final List<String> asked = new ArrayList<>();

  @BeforeAll
  static void goLive() throws Exception {
    node = TestNode.start(data, Duration.ofSeconds(20));
    String me = node.live("me");
    Process before = publish(me, List.of(), List.of("-t", Integer.toString(FIRST_TAKE_SECONDS)));
    drops = publish(node.live("drops"), List.of("-re"), List.of());
    chromium = Chromium.start(node.server().http());
    assertThat(before.waitFor(30, TimeUnit.SECONDS)).isTrue();
    publisher = publish(me, List.of("-re"), List.of());
    Await.until("it is on air again", () -> node.recorded().takes("me").size() == 2);
    behind = chromium.open("/watch/" + node.recorded().takes("me").get(0).broadcastId() + "?t=2");
    behind.onRequest(request -> asked.add(request.url()));
  }

  /**
   * @param url where to
   * @param input options of the picture that is sent
   * @param output options of what is sent
   */
  private static Process publish(String url, List<String> input, List<String> output)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(DebianProgram.find("ffmpeg").toString(), "-loglevel", "error", "-nostdin"));
    words.addAll(input);
    words.addAll(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=s=640x360:r=25",
            "-f",
            "lavfi",
            "-i",
            "sine=f=330:r=48000",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-tune",
            "zerolatency",
            "-g",
            "25",
            "-c:a",
            "aac",
            "-b:a",
            "64k"));
    words.addAll(output);
    words.addAll(List.of("-f", "flv", url));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("ffmpeg.txt").toFile())
        .start();
  }

  @AfterAll
  static void stop() {
    if (publisher != null) {
      publisher.destroy();
    }
    if (drops != null) {
      drops.destroy();
    }
    if (chromium != null) {
      chromium.close();
    }
    if (node != null) {
      node.close();
    }
  }

  @AfterEach
  void nothingWentWrongUnseen() {
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void fromTheStartPageToTheLiveEdgeBackAndToLiveAgain() {
    Page page = chromium.open("/");
    page.locator("[data-channel='live/me'] h3 a").click();
    PlayerOnPage player = new PlayerOnPage(page).awaitMode("edge").awaitPlaying();
    assertThat(page.locator(".to-live")).hasText("Live");

    player.press("Home").awaitMode("archive").awaitPosition(0).awaitPlaying();
    assertThat(page.locator(".to-live")).hasText("Back to live");
    Chromium.screenshot(page, "watch-live-rewound-1280");

    page.locator(".to-live").click();
    player.awaitMode("edge").awaitPlaying();
    assertThat(page.locator(".to-live")).hasText("Live");
    page.context().close();
  }

  @Test
  void aPauseGoesOnFromWhereItWas() {
    Page page = chromium.open("/channel/live/me");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Watch live")).click();
    PlayerOnPage player = new PlayerOnPage(page).awaitMode("edge").awaitPlaying();

    player.press("k");
    page.waitForFunction("() => document.querySelector('video').paused");
    double left = player.position();
    page.waitForFunction(
        "left => Number(document.querySelector('.tl')?.getAttribute('aria-valuemax') ?? NaN) > left + 3",
        left);
    player.press("k").awaitMode("recent|archive").awaitPlaying();

    assertThat(player.position()).isBetween(left - 1, left + 5);
    page.context().close();
  }

  @Test
  void whoHasPausedStaysPausedWhenThePublisherDrops() {
    Page page = chromium.open("/channel/live/drops");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Watch live")).click();
    PlayerOnPage player = new PlayerOnPage(page).awaitMode("edge").awaitPlaying();
    player.press("k");
    page.waitForFunction("() => document.querySelector('video').paused");
    double left = player.position();

    drops.destroy();
    player.awaitMode("archive");
    assertThat(page.evaluate("() => document.querySelector('video').paused")).isEqualTo(true);
    assertThat(player.position()).isEqualTo(left);
    page.context().close();
  }

  @Test
  void hlsTakesOverOnceTheCodecIsKnownAsOneThatHttpFlvLeavesOut() {
    Page page = chromium.open("/");
    laterCodedIn(page, "vp09.00.10.08");
    page.locator("[data-channel='live/me'] h3 a").click();

    PlayerOnPage player = new PlayerOnPage(page).awaitMode("edge");
    player.awaitMode("archive").awaitPlaying();
    assertThat(page.locator(".to-live")).hasText("Live");
    page.context().close();
  }

  @Test
  void whatTheBrowserCannotDecodeIsSaidOnceItIsKnown() {
    Page page = chromium.open("/");
    laterCodedIn(page, "hvc1.1.6.L93.B0");
    page.locator("[data-channel='live/me'] h3 a").click();

    new PlayerOnPage(page).awaitMode("edge").awaitMode("idle");
    assertThat(page.locator(".notice")).containsText("HEVC");
    page.context().close();
  }

  /** As if the show began with the page, and its pictures were in another codec. */
  private static void laterCodedIn(Page page, String video) {
    AtomicBoolean begun = new AtomicBoolean();
    page.route(
        "**/api/v1/broadcasts/*",
        route -> {
          APIResponse answer = route.fetch();
          String codecs =
              begun.getAndSet(true)
                  ? "$1\"video\":\"" + video + "\""
                  : "\"codecs\":null,\"codecsLater\":{\"video\":null";
          route.fulfill(
              new Route.FulfillOptions()
                  .setResponse(answer)
                  .setBody(
                      answer.text().replaceFirst("(\"codecs\":\\{)\"video\":\"[^\"]*\"", codecs)));
        });
  }

  @Test
  void aPhoneShowsItToo() {
    Page page = chromium.open("/", 360, ColorScheme.LIGHT);
    assertThat(page.locator("[data-channel='live/me']")).isVisible();
    Chromium.screenshot(page, "home-live-360-light");
    page.locator("[data-channel='live/me'] h3 a").click();
    PlayerOnPage player = new PlayerOnPage(page).awaitMode("edge").awaitPlaying();
    Chromium.screenshot(page, "watch-live-360-light");
    assertThat(Chromium.cutOff(page)).isEmpty();
    assertThat(chromium.seriousFindings(page)).isEmpty();

    player.press("Home");
    assertThat(page.locator(".to-live")).hasText("Back to live");
    Chromium.screenshot(page, "watch-live-rewound-360-light");
    assertThat(Chromium.cutOff(page)).isEmpty();
    page.context().close();
  }

  /** What HLS has come to list meanwhile was asked for as an addition, and loaded. */
  @Test
  @Order(Integer.MAX_VALUE)
  void whoBeganBehindIsPlayedByHlsWhileItGrows() {
    PlayerOnPage player = new PlayerOnPage(behind).awaitMode("archive").awaitPlaying();
    behind.waitForCondition(() -> askedFor("/media\\.m3u8\\?_HLS_skip=YES"));
    behind.waitForCondition(() -> askedFor("/1-0-\\d+/\\d+-\\d+-\\d+\\.m4s"));

    behind.evaluate(
        "at => { document.querySelector('video').currentTime = at; }", FIRST_TAKE_SECONDS - 0.5);
    player.awaitPosition(FIRST_TAKE_SECONDS + 1).awaitMode("archive").awaitPlaying();
    behind.context().close();
  }

  private static boolean askedFor(String address) {
    Pattern pattern = Pattern.compile(address);
    return asked.stream().anyMatch(url -> pattern.matcher(url).find());
  }
}
