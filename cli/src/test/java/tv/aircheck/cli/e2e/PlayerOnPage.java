package tv.aircheck.cli.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

/** The player of a page, as a viewer sees and works it. */
record PlayerOnPage(Page page) {
  private static final String VIDEO = "document.querySelector('video')";

  /** Waits until pictures move: half a second has been shown since this was asked. */
  PlayerOnPage awaitPlaying() {
    double from = ((Number) page.evaluate(VIDEO + "?.currentTime ?? 0")).doubleValue();
    page.waitForFunction(
        "from => { const v = document.querySelector('video');"
            + " return v && !v.paused && v.readyState >= 3 && v.videoWidth > 0"
            + " && (v.currentTime > from + 0.5 || v.currentTime < from - 0.5); }",
        from);
    return this;
  }

  /** "edge": live as it comes; "recent" or "archive": behind it; several with | between. */
  PlayerOnPage awaitMode(String mode) {
    page.waitForFunction(
        "modes => modes.split('|').includes(document.querySelector('.player')?.dataset.mode)",
        mode);
    return this;
  }

  /** Waits until it is at or behind an offset, and not more than five seconds. */
  PlayerOnPage awaitPosition(double seconds) {
    page.waitForFunction(
        "at => { const now = Number(document.querySelector('.tl')?.getAttribute('aria-valuenow') ?? NaN);"
            + " return now >= Math.floor(at) && now < at + 5; }",
        seconds);
    return this;
  }

  double position() {
    return Double.parseDouble(slider().getAttribute("aria-valuenow"));
  }

  double length() {
    return Double.parseDouble(slider().getAttribute("aria-valuemax"));
  }

  /** Clicks the timeline at a part of its length. */
  PlayerOnPage click(double part) {
    BoundingBox box = slider().boundingBox();
    slider().click(new Locator.ClickOptions().setPosition(box.width * part, box.height / 2));
    return this;
  }

  void point(double part) {
    BoundingBox box = slider().boundingBox();
    slider().hover(new Locator.HoverOptions().setPosition(box.width * part, 8));
  }

  PlayerOnPage press(String key) {
    page.keyboard().press(key);
    return this;
  }

  Locator slider() {
    return page.locator(".tl");
  }
}
