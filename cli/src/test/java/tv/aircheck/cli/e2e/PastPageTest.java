package tv.aircheck.cli.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.access.AccessEdits.Made;
import tv.aircheck.index.access.AccessEdits.Wish;
import tv.aircheck.index.access.Role;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;

/** Past shows in a browser. */
class PastPageTest {
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

  private static final String MEDIA_PLAYLIST =
      "id => fetch(`/hls/${id}/media.m3u8`).then(answer => answer.text())";

  /** Or with the browser's own bar, which stands for the end of the page. */
  private static final String FOCUS_IN_DIALOG =
      "() => document.activeElement === document.body"
          + " || document.activeElement.closest('dialog') !== null";

  @TempDir private static Path folder;

  @RegisterExtension private static final Browsing browsing = new Browsing();

  private static PastShows past;
  private static TestNode node;
  private static Chromium chromium;
  private static String show;

  @BeforeAll
  static void record() throws Exception {
    past = browsing.closes(new PastShows(folder));
    node = past.node;
    chromium = browsing.on(node);
    past.record();
    show = past.show;
  }

  @Test
  void playsAndGoesToAnyMoment() {
    Page page = chromium.open("/");
    page.locator("[data-show='" + show + "'] h3 a").click();
    PlayerOnPage player = new PlayerOnPage(page).awaitMode("archive").awaitPlaying();
    assertThat(player.length()).isCloseTo(past.length, within(1.5));

    player.click(0.5).awaitPosition(past.length / 2).awaitPlaying();
    player.press("8").awaitPosition(past.length * 0.8).awaitPlaying();
    player.press("j").awaitPosition(past.length * 0.8 - 10).awaitPlaying();
    player.press("ArrowRight").awaitPosition(past.length * 0.8 - 5).awaitPlaying();
    player.press(">");
    assertThat(page.locator(".speed")).hasValue("1.25");
    player.press("c");
    String link = (String) page.evaluate("() => navigator.clipboard.readText()");
    assertThat(link).matches(".*/watch/" + show + "\\?t=\\d+");
    page.context().close();
  }

  @Test
  void aLinkBeginsAtItsMomentAndGoesAcrossTheTakesAndTheGap() {
    Page page = chromium.open("/watch/" + show + "?t=" + (int) (past.boundary - 2));
    PlayerOnPage player = new PlayerOnPage(page).awaitPosition(past.boundary - 2).awaitPlaying();
    player.awaitPosition(past.boundary + 0.5).awaitPlaying();

    page.getByRole(AriaRole.BUTTON, named("missing")).click();
    player.awaitPosition(past.gapAt).awaitPlaying();
    player.press("j").awaitPosition(0).awaitPlaying();
    player.click((past.gapAt - 2) / past.length).awaitPosition(past.gapAt - 2).awaitPlaying();
    player.awaitPosition(past.gapAt + 1).awaitPlaying();
    page.context().close();
  }

  @Test
  void pointingAtTheTimelineSaysWhenThatWas() {
    Page page = chromium.open("/watch/" + show);
    PlayerOnPage player = new PlayerOnPage(page).awaitMode("archive").awaitPlaying();
    player.point(past.boundary / past.length);

    assertThat(page.locator(".tl-times"))
        .containsText(Pattern.compile("0:2\\d.*\\d\\d:\\d\\d:\\d\\d"));
    Chromium.screenshot(page, "watch-hover-1280");

    page.clock().install();
    player.point(past.boundary / past.length + 0.01);
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
        past.access(
            edits ->
                edits.make(
                    new Wish(Role.OWNER, ChannelPattern.parse("live/hevc"), "", null),
                    new SecureRandom()));
    try {
      past.awaitRole("nobody");
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
      past.access(edits -> edits.remove(token.row().id()));
      past.awaitRole("open");
    }
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
    List<String> missing = new ArrayList<>();
    page.onResponse(
        answer -> {
          if (answer.status() == 404) {
            missing.add(answer.url());
          }
        });
    PlayerOnPage player = new PlayerOnPage(page).awaitPlaying();
    page.getByLabel("From", exactly()).fill("0:04");
    page.getByLabel("To", exactly()).fill("0:07.5");
    Locator title = page.getByLabel("Title", exactly());
    title.fill("The best of it");
    page.getByText("Preview", new Page.GetByTextOptions().setExact(true)).click();
    player.awaitPosition(4).awaitPlaying();
    chromium.keepsNobodyOut(page, "watch-clip");
    List<Route> asked = new ArrayList<>();
    page.route("**/clips", asked::add);
    page.getByText("Make clip", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForCondition(() -> !asked.isEmpty());
    title.focus();
    page.unroute("**/clips");
    asked.get(0).resume();
    assertThat(page.getByText("Watch it")).isVisible();
    assertThat(title).isFocused();
    page.getByText("Watch it").click();

    assertThat(page.locator("h1")).hasText("The best of it");
    player.awaitMode("archive").awaitPlaying();
    assertThat(player.length()).isBetween(3.0, 5.0);
    assertThat(missing).isEmpty();
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

  @Test
  void aSearchFindsWhatHasAllWordsAndSaysWhereNothingHas() {
    Page page = chromium.open("/");
    Locator field = page.getByRole(AriaRole.SEARCHBOX);
    field.fill("sea walk");
    field.press("Enter");
    assertThat(page.locator("h1")).containsText("sea walk");
    assertThat(page.locator(".card h3")).hasText(new String[] {PastShows.EARLIER_TITLE});

    field.fill("sea monster");
    field.press("Enter");
    assertThat(page.locator(".state h2")).hasText("Nothing found for “sea monster”");
    assertThat(page.locator(".card")).hasCount(0);
    chromium.keepsNobodyOut(page, "search-nothing");
    page.context().close();
  }

  @Test
  void aDayOfTheCalendarShowsTheShowsOfThatDay() {
    Page page = chromium.open("/channel/live/me");
    Locator names = page.locator(".card h3 a");
    page.locator("[data-date='" + past.earlierDay + "']").click();
    assertThat(names).hasText(new String[] {PastShows.EARLIER_TITLE});
    assertThat(page).hasURL(Pattern.compile("\\?day=" + past.earlierDay + "$"));

    page.keyboard().press("ArrowRight");
    page.keyboard().press("Enter");
    assertThat(names).hasCount(1);
    assertThat(names).hasAttribute("href", "/watch/" + show);
    page.reload();
    assertThat(names).hasAttribute("href", "/watch/" + show);
    page.getByText("All days").click();
    assertThat(names).hasCount(2);

    page.navigate(node.http("/channel/live/me?day=" + past.day.minusDays(1)));
    assertThat(page.locator(".state h2")).hasText("No shows here");
    page.context().close();
  }

  @Test
  void aDialogTakesTheFocusKeepsItAndGivesItBack() {
    Page page = chromium.open("/shows");
    String row = "[data-show='" + node.recorded().awaitOver("av1").id() + "']";
    Locator rename = page.locator(row).getByRole(AriaRole.BUTTON, inRow("Rename"));
    rename.press("Enter");
    assertThat(page.locator("dialog input")).isFocused();
    chromium.keepsNobodyOut(page, "dialog-rename");
    for (int i = 0; i < 4; i++) {
      page.keyboard().press("Tab");
      assertThat(page.evaluate(FOCUS_IN_DIALOG)).isEqualTo(true);
    }
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(rename).isFocused();

    page.keyboard().press("Enter");
    page.locator("dialog input").fill("By keyboard alone");
    page.evaluate("row => document.querySelector(row).setAttribute('data-old', '')", row);
    page.keyboard().press("Enter");
    assertThat(page.locator(row + ":not([data-old]) h3")).hasText("By keyboard alone");
    assertThat(rename).isFocused();

    page.navigate(node.http("/watch/" + show));
    page.locator("video").waitFor();
    page.keyboard().press("?");
    assertThat(page.locator("dialog :focus")).hasText("Close");
    chromium.keepsNobodyOut(page, "dialog-keys");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    page.context().close();
  }

  /** The first to come there finds it out; whoever comes after is told by the playlist. */
  @Test
  void whatIsLostIsPlayedOver() {
    String address = "/watch/" + past.lost + "?t=";
    Page page = chromium.open(address + (int) (past.lostFrom - 2));
    PlayerOnPage player = new PlayerOnPage(page).awaitPlaying();
    player.awaitPosition(past.lostTo).awaitPlaying();

    player.click((past.lostFrom + 1) / player.length()).awaitPosition(past.lostTo).awaitPlaying();
    page.context().close();

    Page later = chromium.open(address + (int) (past.lostFrom + 3));
    player = new PlayerOnPage(later).awaitPosition(past.lostTo).awaitPlaying();
    assertThat((String) later.evaluate(MEDIA_PLAYLIST, past.lost)).contains("#EXT-X-GAP");
    player.press("End");
    later.waitForFunction("() => document.querySelector('video').ended");
    later.context().close();
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
              .setColorScheme(width == 1280 ? ColorScheme.LIGHT : ColorScheme.DARK)
              .setReducedMotion(ReducedMotion.REDUCE));
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
