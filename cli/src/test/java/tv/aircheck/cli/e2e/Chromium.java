package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tv.aircheck.testkit.DebianProgram;

/**
 * Debian's Chromium without a window, driven by Playwright on the system's Node. What a page says
 * in its console as an error, or throws, is collected: a test asks for it at its end.
 */
final class Chromium implements AutoCloseable {
  private static final double PATIENCE_MS = 15_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Path AXE =
      Path.of("..", "web", "target", "page", "node_modules", "axe-core", "axe.min.js");
  private static final String SERIOUS =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        });
        return found.violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' '));
      }
      """;

  private static final String CUT_OFF =
      """
      selector => [...document.querySelectorAll(selector)]
        .filter(element => element.checkVisibility())
        .filter(element => {
          const whole = element.closest('.player') ?? document.documentElement;
          const box = element.getBoundingClientRect();
          const room = whole.getBoundingClientRect();
          return box.width < 24 || box.left < room.left - 1 || box.right > room.right + 1
            || box.top < room.top - 1 || box.bottom > room.bottom + 1;
        })
        .map(element => element.outerHTML)
      """;

  private final Playwright playwright;
  private final Browser browser;
  private final String server;
  private final List<String> complaints = new ArrayList<>();

  private Chromium(Playwright playwright, Browser browser, String server) {
    this.playwright = playwright;
    this.browser = browser;
    this.server = server;
  }

  /** Starts it, or skips the test where it is missing. */
  static Chromium start(Object server) {
    Path program = DebianProgram.find("chromium");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        DebianProgram.find("node").toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setChromiumSandbox(false)
                    .setArgs(
                        List.of(
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--autoplay-policy=no-user-gesture-required")));
    return new Chromium(playwright, browser, "http://" + server);
  }

  /** A window of its own, as wide as a laptop's. */
  Page open(String path) {
    return open(path, 1280, ColorScheme.DARK);
  }

  Page open(String path, int width, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, width < 500 ? 780 : 900)
                .setColorScheme(scheme)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    context.setDefaultTimeout(PATIENCE_MS);
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("Failed to load")) {
            complaints.add(message.text());
          }
        });
    page.navigate(server + path);
    return page;
  }

  /**
   * What pages threw or complained about since this was asked, such as a breach of the content
   * policy.
   */
  List<String> complaints() {
    List<String> since = List.copyOf(complaints);
    complaints.clear();
    return since;
  }

  /** Findings of axe-core that keep people out. */
  List<?> seriousFindings(Page page) {
    if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
      try {
        page.evaluate(Files.readString(AXE));
      } catch (IOException e) {
        throw new UncheckedIOException("axe-core comes with the page's build", e);
      }
    }
    return (List<?>) page.evaluate(SERIOUS);
  }

  /** As it is now, on a phone and on a laptop, dark and light, it keeps nobody out. */
  void keepsNobodyOut(Page page, String name) {
    List<Look> looks = List.of(new Look(1280, ColorScheme.DARK), new Look(360, ColorScheme.LIGHT));
    for (Look look : looks) {
      look.at(page);
      screenshot(page, name + "-" + look.width());
      assertThat(seriousFindings(page)).as(name + " " + look).isEmpty();
      assertThat(cutOff(page)).as(name + " " + look).isEmpty();
    }
    looks.get(0).at(page);
  }

  private record Look(int width, ColorScheme scheme) {
    void at(Page page) {
      page.setViewportSize(width, width < 500 ? 780 : 900);
      // Colours that are on their way from one scheme to the other are neither's.
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
    }
  }

  /** Of what one works a player by, and of bars that show amounts: what cannot be seen whole. */
  static List<?> cutOff(Page page) {
    return (List<?>)
        page.evaluate(
            CUT_OFF,
            ".controls button, .controls select, .controls .where, .notice .button, .bars .bar");
  }

  /** Keeps a picture of the page, to be looked at by people. */
  static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
