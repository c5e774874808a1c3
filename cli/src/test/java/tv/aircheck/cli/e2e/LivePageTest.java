package tv.aircheck.cli.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.DebianProgram;
import tv.aircheck.testkit.ffmpeg.ClipSpec;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;

/**
 * What a viewer does with a show that is on air, in a browser. Its publisher has been there before,
 * so that HLS has something behind what it does not list yet.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LivePageTest {
  private static final int FIRST_TAKE_SECONDS = 30;

  private static final String TRY_AGAIN =
      "() => document.querySelectorAll('.state.bad button').forEach(button => button.click())";

  private static final Pattern API = Pattern.compile("/api/v1/(?!events)");

  @TempDir private static Path data;

  @RegisterExtension private static final Browsing browsing = new Browsing();

  private static TestNode node;
  private static Chromium chromium;
  private static Process drops;

  /** Of somebody who begins behind all the others and stays there. */
  private static Page behind;

  private static final List<String> asked = new ArrayList<>();

  @BeforeAll
  static void goLive() throws Exception {
    node = browsing.closes(TestNode.start(data, Duration.ofSeconds(20)));
    String me = node.live("me");
    Process before = publish(me, List.of(), List.of("-t", Integer.toString(FIRST_TAKE_SECONDS)));
    drops = publish(node.live("drops"), List.of("-re"), List.of());
    chromium = browsing.on(node);
    assertThat(before.waitFor(30, TimeUnit.SECONDS)).isTrue();
    publish(me, List.of("-re"), List.of());
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
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("ffmpeg.txt").toFile())
            .start();
    browsing.closes(process::destroy);
    return process;
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

  /** Before a piece of it is stored, which is when the server knows of its codecs. */
  @Test
  void ofAShowThatHasJustBegunItIsSaidAtOnceThatItCannotBeDecoded() {
    Path sent = data.resolve("hevc.flv");
    FfmpegChild.encode(ClipSpec.of("hevc", "aac", 1_000), sent);
    Page page = chromium.open("/");
    codedIn(page, "", () -> false);
    page.route("**/*.flv", route -> route.fulfill(new Route.FulfillOptions().setPath(sent)));
    page.route("**/hls/**", LivePageTest::refuse);
    page.locator("[data-channel='live/me'] h3 a").click();

    assertThat(page.locator(".notice")).containsText("HEVC");
    assertThat(page.locator(".notice").getByText("Download MP4")).isVisible();
    chromium.keepsNobodyOut(page, "watch-live-refused");
    page.context().close();
  }

  @Test
  void whatHttpFlvDoesNotBringIsWaitedForUntilHlsHasIt() {
    Page page = chromium.open("/none");
    page.route("**/*.flv", Route::abort);
    AtomicBoolean begun = new AtomicBoolean();
    awaitItIsSaidThatItHasJustBegun(page, opensWhatHasJustBegun(page, begun));

    page.unroute("**/hls/**");
    page.unroute("**/*.flv");
    begun.set(true);
    page.clock().fastForward(2_000);
    new PlayerOnPage(page).awaitMode("edge").awaitPlaying();
    assertThat(page.locator(".notice")).isHidden();
    page.context().close();
  }

  @Test
  void whoHasPausedWhatHasJustBegunForLongFindsItPausedWhenHlsHasIt() {
    Page page = chromium.open("/none");
    AtomicBoolean begun = new AtomicBoolean();
    List<String> tries = opensWhatHasJustBegun(page, begun);
    PlayerOnPage player = new PlayerOnPage(page).awaitMode("edge").awaitPlaying();
    player.press("k");
    page.waitForFunction("() => document.querySelector('video').paused");
    double left = player.position();
    page.clock().fastForward(30_000);
    awaitItIsSaidThatItHasJustBegun(page, tries);

    page.unroute("**/hls/**");
    begun.set(true);
    page.clock().fastForward(2_000);
    player.awaitMode("archive");
    page.waitForFunction("v => v.paused && v.readyState > 1", page.querySelector("video"));
    assertThat(player.position()).isEqualTo(left);
    page.context().close();
  }

  /** Gives what HLS was asked for, which it refuses. */
  private static List<String> opensWhatHasJustBegun(Page page, AtomicBoolean begun) {
    page.clock().install();
    codedIn(page, "avc1.64001f", begun::get);
    List<String> tries = new ArrayList<>();
    page.route(
        "**/hls/**",
        route -> {
          tries.add(route.request().url());
          refuse(route);
        });
    page.navigate(node.http("/watch/" + node.recorded().takes("me").get(0).broadcastId()));
    return tries;
  }

  private static void awaitItIsSaidThatItHasJustBegun(Page page, List<String> tries) {
    for (int made : new int[] {1, 2}) {
      page.waitForCondition(() -> tries.size() == made);
      page.clock().fastForward(2_000);
    }
    assertThat(page.locator(".notice")).containsText("only just begun");
  }

  private static void refuse(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(503)
            .setContentType("application/problem+json")
            .setBody("{\"title\": \"Too busy\", \"detail\": \"In a moment it is better.\"}"));
  }

  /** As if the show began with the page, and its pictures were in another codec. */
  private static void laterCodedIn(Page page, String video) {
    AtomicBoolean begun = new AtomicBoolean();
    codedIn(page, video, () -> begun.getAndSet(true));
  }

  private static void codedIn(Page page, String video, BooleanSupplier known) {
    page.route(
        "**/api/v1/broadcasts/*",
        route -> {
          APIResponse answer = route.fetch();
          String codecs =
              known.getAsBoolean()
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

  @Test
  void statusShowsWhatIsOnAirAndTheJobs() {
    Page page = chromium.open("/status");
    assertThat(row(page, "live/me")).containsText("recording");
    assertThat(row(page, "verify")).isVisible();
    assertThat(page.locator(".tile").first()).containsText("bit/s");
    chromium.keepsNobodyOut(page, "status-on-air");
    String now = row(page, "live/me").textContent();
    page.waitForCondition(() -> !row(page, "live/me").textContent().equals(now));
    page.context().close();
  }

  private static Locator row(Page page, String name) {
    return page.locator("tr", new Page.LocatorOptions().setHasText(name)).first();
  }

  @Test
  void whatFailsIsSaidAndCanBeTriedAgain() {
    Page page = chromium.open("/none");
    String show = "/watch/" + node.recorded().takes("me").get(0).broadcastId();
    for (String path : List.of("/", "/channel/live/me", "/shows", "/status", show)) {
      page.route(API, LivePageTest::refuse);
      page.navigate(node.http(path));
      Locator failed = page.locator(".state.bad:visible");
      assertThat(failed.first()).containsText("In a moment it is better.");
      if (path.equals("/") || path.equals(show)) {
        page.waitForFunction("() => !document.querySelector('main [aria-busy], main .shimmer')");
        chromium.keepsNobodyOut(page, path.equals("/") ? "home-failed" : "watch-failed");
      }
      page.unroute(API);
      triesAgain(page);
      assertThat(page.locator("main a").first()).isVisible();
    }
    page.context().close();
  }

  @Test
  void aServerThatCannotBeReachedOrDoesNotAnswerIsNotWaitedForEver() {
    Page page = chromium.open("/none");
    page.clock().install();
    page.route(API, Route::abort);
    page.navigate(node.http("/"));
    Locator failed = page.locator(".state.bad");
    assertThat(failed).hasCount(2);
    assertThat(failed.first()).containsText("cannot be reached");
    page.unroute(API);

    Consumer<Route> silent = route -> {};
    page.route(API, silent);
    failed.first().getByText("Try again").click();
    page.waitForFunction("() => document.querySelector('main [aria-busy]')");
    page.clock().fastForward(60_000);
    assertThat(failed.first()).containsText("does not answer");
    page.unroute(API);
    triesAgain(page);
    assertThat(page.locator("[data-channel='live/me']")).isVisible();
    page.context().close();
  }

  /** What is looked at again by itself may have come meanwhile. */
  private static void triesAgain(Page page) {
    page.evaluate(TRY_AGAIN);
    assertThat(page.locator(".state.bad:visible")).hasCount(0);
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
