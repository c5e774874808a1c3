package tv.aircheck.cli.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.AccessEdits.Made;
import tv.aircheck.index.access.AccessEdits.Wish;
import tv.aircheck.index.access.Role;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.ffmpeg.ClipSpec;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;

/**
 * Past shows in a browser. The show on live/me has two takes, as its publisher came back, and in
 * the first of them ten seconds were never recorded.
 */
class PastPageTest {
  private static final long FIRST_TAKE_MS = 36_000;
  private static final long SECOND_TAKE_MS = 12_000;

  /** Longer than the player's controls stay where nothing moves. */
  private static final long SOME_TIME_MS = 5_000;

  /** As somebody else renames a show, and the row is pressed that does not show it yet. */
  private static final String RENAME_AND_PRESS_KEEP =
      """
      async id => {
        await fetch('/api/v1/broadcasts/' + id, {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json', 'If-Match': '*' },
          body: JSON.stringify({ title: "Somebody else's name" }),
        });
        document.querySelector(`[data-show='${id}'] button[aria-pressed]`).click();
      }
      """;

  @TempDir private static Path folder;

  private static TestNode node;
  private static Chromium chromium;
  private static String show;
  private static double gapAt;
  private static double boundary;
  private static double length;

  @BeforeAll
  static void record() throws Exception {
    node = TestNode.start(folder.resolve("data"), Duration.ofSeconds(4));
    chromium = Chromium.start(node.server().http());
    publish("me", ClipSpec.of("h264", "aac", FIRST_TAKE_MS).withSize(640, 360));
    publish("me", ClipSpec.of("h264", "aac", SECOND_TAKE_MS).withSize(640, 360).withSeed(2));
    publish("hevc", ClipSpec.of("hevc", "aac", 3_000));
    publish("av1", ClipSpec.of("av1", "aac", 2_000));
    show = node.recorded().awaitOver("me").id();
    loseTheSecondSegment();
  }

  private static void publish(String name, ClipSpec clip) {
    Path file = folder.resolve(name + ".flv");
    FfmpegChild.encode(clip, file);
    FfmpegChild.publish(file, node.live(name));
  }

  /** As if the recorder had been away while it was sent. */
  private static void loseTheSecondSegment() throws Exception {
    List<TakeRow> takes = node.recorded().takes("me");
    assertThat(takes).hasSize(2);
    long take = takes.get(0).seq();
    List<SegmentRow> segments = node.server().archive().index().segments().ofTake(take, -1, 9);
    SegmentRow lost = segments.get(1);
    node.server()
        .archive()
        .index()
        .write(
            work -> {
              work.segments().remove(lost);
              return work.gaps()
                  .add(
                      new GapRow(
                          take,
                          lost.startPosition(),
                          lost.endPosition(),
                          segments.get(0).endMs(),
                          segments.get(2).startMs(),
                          "NOT_KEPT",
                          lost.wallClockMs()));
            })
        .get();
    gapAt = segments.get(0).endMs() / 1000.0;
    boundary = (FIRST_TAKE_MS - (segments.get(2).startMs() - segments.get(0).endMs())) / 1000.0;
    length = boundary + SECOND_TAKE_MS / 1000.0;
  }

  @AfterAll
  static void stop() {
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
  void playsAndGoesToAnyMoment() {
    Page page = chromium.open("/");
    page.locator("[data-show='" + show + "'] h3 a").click();
    PlayerOnPage player = new PlayerOnPage(page).awaitMode("archive").awaitPlaying();
    assertThat(player.length()).isCloseTo(length, within(1.5));

    player.click(0.5).awaitPosition(length / 2).awaitPlaying();
    player.press("8").awaitPosition(length * 0.8).awaitPlaying();
    player.press("j").awaitPosition(length * 0.8 - 10).awaitPlaying();
    player.press("ArrowRight").awaitPosition(length * 0.8 - 5).awaitPlaying();
    player.press(">");
    assertThat(page.locator(".speed")).hasValue("1.25");
    player.press("c");
    String link = (String) page.evaluate("() => navigator.clipboard.readText()");
    assertThat(link).matches(".*/watch/" + show + "\\?t=\\d+");
    page.context().close();
  }

  @Test
  void aLinkBeginsAtItsMomentAndGoesAcrossTheTakesAndTheGap() {
    Page page = chromium.open("/watch/" + show + "?t=" + (int) (boundary - 2));
    PlayerOnPage player = new PlayerOnPage(page).awaitPosition(boundary - 2).awaitPlaying();
    player.awaitPosition(boundary + 0.5).awaitPlaying();

    page.getByRole(AriaRole.BUTTON, named("missing")).click();
    player.awaitPosition(gapAt).awaitPlaying();
    player.press("j").awaitPosition(0).awaitPlaying();
    player.click((gapAt - 2) / length).awaitPosition(gapAt - 2).awaitPlaying();
    player.awaitPosition(gapAt + 1).awaitPlaying();
    page.context().close();
  }

  @Test
  void pointingAtTheTimelineSaysWhenThatWas() {
    Page page = chromium.open("/watch/" + show);
    PlayerOnPage player = new PlayerOnPage(page).awaitMode("archive").awaitPlaying();
    player.point(boundary / length);

    assertThat(page.locator(".tl-times"))
        .containsText(Pattern.compile("0:2\\d.*\\d\\d:\\d\\d:\\d\\d"));
    Chromium.screenshot(page, "watch-hover-1280");

    page.clock().install();
    player.point(boundary / length + 0.01);
    page.clock().fastForward(SOME_TIME_MS);
    assertThat(page.locator(".player.resting")).hasCount(0);
    page.locator("video").hover();
    page.clock().fastForward(SOME_TIME_MS);
    assertThat(page.locator(".player.resting")).hasCount(1);
    page.context().close();
  }

  @Test
  void whatTheBrowserCannotDecodeIsSaid() {
    Page page = chromium.open("/channel/live/hevc");
    page.locator(".card h3 a").click();

    assertThat(page.locator(".notice")).containsText("HEVC");
    assertThat(page.locator(".notice").getByText("Download MP4")).isVisible();
    Chromium.screenshot(page, "watch-refused-1280");
    page.context().close();
  }

  @Test
  void av1PlaysWhereTheBrowserCanAndIsRefusedWhereNot() {
    Page page = chromium.open("/channel/live/av1");
    page.evaluate(
        "() => { const can = MediaSource.isTypeSupported;"
            + " MediaSource.isTypeSupported = type => !type.includes('av01') && can(type); }");
    page.locator(".card h3 a").click();
    assertThat(page.locator(".notice")).containsText("AV1");

    page.reload();
    new PlayerOnPage(page).awaitMode("archive").awaitPlaying();
    page.context().close();
  }

  @Test
  void withATokenOneFindsOnesOwnShowsUntilOneSignsOut() {
    Made token =
        access(
            edits ->
                edits.make(
                    new Wish(Role.OWNER, ChannelPattern.parse("live/hevc"), "", null),
                    new SecureRandom()));
    try {
      awaitRole("nobody");
      Page page = chromium.open("/shows");
      page.getByRole(AriaRole.MAIN).getByText("Sign in", exactWords()).click();
      page.getByLabel("Token").fill(token.secret());
      page.keyboard().press("Enter");

      assertThat(page.locator("h1")).hasText("My shows");
      assertThat(page.locator("[data-show]")).hasCount(1);
      assertThat(page.locator("[data-show] a").first())
          .hasAttribute("href", Pattern.compile(node.recorded().awaitOver("hevc").id()));
      assertThat(page.locator(".storage-total")).containsText("1 show in 1 channel");

      page.getByText("Sign out").click();
      assertThat(page.getByText("Sign in to see your shows")).isVisible();
      page.context().close();
    } finally {
      access(edits -> edits.remove(token.row().id()));
      awaitRole("open");
    }
  }

  private static <T> T access(Function<AccessEdits, T> edit) {
    return node.server()
        .archive()
        .index()
        .writeNow(tx -> edit.apply(new AccessEdits(tx, System.currentTimeMillis(), "me@here", "")));
  }

  /** Of one who brings nothing; what a server knows of tokens may be a second old. */
  private static void awaitRole(String role) {
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

  @Test
  void aBroadcasterNamesKeepsDeletesAndHasItBack() {
    Page page = chromium.open("/shows");
    String id = node.recorded().awaitOver("hevc").id();
    Locator row = page.locator("[data-show='" + id + "']");
    row.getByRole(AriaRole.BUTTON, inRow("Rename")).click();
    page.locator("dialog input").fill("The other codec");
    page.locator("dialog").getByText("Save").click();
    assertThat(row.locator("h3")).hasText("The other codec");

    row.getByRole(AriaRole.BUTTON, inRow("Keep")).click();
    assertThat(row).containsText("Locked");
    assertThat(row.getByRole(AriaRole.BUTTON, inRow("Delete"))).isDisabled();
    row.getByRole(AriaRole.BUTTON, inRow("Keep")).click();
    assertThat(row).containsText("Kept until somebody deletes it");

    page.evaluate(RENAME_AND_PRESS_KEEP, id);
    assertThat(page.locator(".toast")).containsText("It has changed since");
    assertThat(row.locator("h3")).hasText("Somebody else's name");
    assertThat(row).not().containsText("Locked");

    row.getByRole(AriaRole.BUTTON, inRow("Delete")).click();
    // The two lists are read anew one after the other: for a moment it may stand in both.
    assertThat(row.filter(new Locator.FilterOptions().setHasText("It can be had back until")))
        .isVisible();
    page.locator(".toast").getByText("Undo").click();
    assertThat(row.getByRole(AriaRole.BUTTON, inRow("Delete"))).isVisible();
    page.context().close();
  }

  @Test
  void aClipIsCutWatchedAndDownloaded() {
    Page page = chromium.open("/watch/" + show + "?t=3&clip");
    PlayerOnPage player = new PlayerOnPage(page).awaitPlaying();
    page.getByLabel("From", exactly()).fill("0:04");
    page.getByLabel("To", exactly()).fill("0:07.5");
    page.getByLabel("Title", exactly()).fill("The best of it");
    page.getByText("Preview", new Page.GetByTextOptions().setExact(true)).click();
    player.awaitPosition(4).awaitPlaying();
    Chromium.screenshot(page, "watch-clip-1280");
    page.getByText("Make clip", new Page.GetByTextOptions().setExact(true)).click();
    page.getByText("Watch it").click();

    assertThat(page.locator("h1")).hasText("The best of it");
    player.awaitMode("archive").awaitPlaying();
    assertThat(player.length()).isBetween(3.0, 5.0);
    Download download = page.waitForDownload(() -> page.getByText("Download MP4").click());
    assertThat(FfmpegChild.probe(download.path().toString()).durationMs())
        .isCloseTo(3_500, within(1_000L));
    page.locator(".facts a, .about a, a[href='/channel/live/me']").first().click();
    Locator row = page.locator(".clip", new Page.LocatorOptions().setHasText("The best of it"));
    row.getByRole(AriaRole.BUTTON).click();
    assertThat(row).hasCount(0);
    page.getByText("Undo", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(row).isVisible();
    page.context().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?q=me",
        "/channel/live/me",
        "/watch/",
        "/shows",
        "/status",
        "/signin",
        "/none"
      })
  void keepsNobodyOut(String path) {
    String address = path.equals("/watch/") ? path + show : path;
    String name = path.equals("/") ? "home" : path.replaceAll("\\W+", "-").replaceAll("^-|-$", "");
    Page page = chromium.open(address);
    page.locator("h1, .state").first().waitFor();
    page.waitForFunction("() => document.querySelectorAll('[aria-busy], .shimmer').length === 0");
    for (int width : new int[] {360, 1280, 2560}) {
      page.setViewportSize(width, width < 500 ? 780 : 900);
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(width == 1280 ? ColorScheme.LIGHT : ColorScheme.DARK));
      Chromium.screenshot(page, name + "-" + width);
      assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
          .as("nothing is wider than the window of " + width)
          .isEqualTo(true);
      assertThat(Chromium.cutOff(page)).as("in a window of " + width).isEmpty();
      if (width != 2560) {
        assertThat(chromium.seriousFindings(page)).as(address).isEmpty();
      }
    }
    page.context().close();
  }

  private static Locator.GetByTextOptions exactWords() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static Page.GetByRoleOptions named(String words) {
    return new Page.GetByRoleOptions().setName(Pattern.compile(words));
  }

  private static Locator.GetByRoleOptions inRow(String firstWord) {
    return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + firstWord));
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
