package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server and a browser for all tests of a class. A test fails with what a page threw or
 * complained about in it; after the last one all is closed, the latest first.
 */
final class Browsing implements AfterEachCallback, AfterAllCallback {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Chromium chromium;

  /** Is closed after the last test, also where what follows it fails. */
  <T extends AutoCloseable> T closes(T part) {
    open.push(part);
    return part;
  }

  /** Starts a browser for the pages of a server, or skips the tests where it is missing. */
  Chromium on(TestNode node) {
    chromium = closes(Chromium.start(node.server().http()));
    return chromium;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(chromium.complaints()).isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    Exception failed = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
