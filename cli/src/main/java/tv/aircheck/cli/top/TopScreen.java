package tv.aircheck.cli.top;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.NonBlockingReader;
import tv.aircheck.cli.status.Status;
import tv.aircheck.cli.top.TopState.Move;
import tv.aircheck.cli.top.TopView.Line;

/**
 * Draws the view until somebody wants to leave. The server is asked on a thread of its own, so that
 * one that hangs does not take the keys away. Whatever ends it, the terminal is as it was.
 */
public final class TopScreen implements AutoCloseable {
  /** What is on the terminal. */
  private enum Stage {
    BEFORE,
    SHOWN,
    LEFT
  }

  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So long a key is waited for before the clock is looked at. */
  private static final long KEY_MS = 100;

  private static final int CTRL_C = 3;
  private static final int CTRL_D = 4;
  private static final int ESCAPE = 27;

  private static final String ENTER = "\033[?1049h\033[?25l";
  private static final String LEAVE = "\033[0m\033[?25h\033[?1049l";
  private static final String HOME = "\033[H";
  private static final String REST_OF_LINE = "\033[K";

  private final Terminal terminal;
  private final StatusSource source;
  private final TopView view;
  private final LongSupplier ticker;
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "status");
            thread.setDaemon(true);
            return thread;
          });
  private final Thread hook = new Thread(this::restore, "terminal");
  private final Attributes before;
  private TopState state = TopState.START;
  private volatile boolean leaving;
  private volatile Stage stage = Stage.BEFORE;
  private int drawnWidth;
  private int drawnHeight;

  /** Takes the terminal; closing this gives it back, and closes it. */
  public TopScreen(Terminal terminal, StatusSource source, ZoneId zone, LongSupplier ticker) {
    this.terminal = terminal;
    this.source = source;
    this.view = new TopView(zone);
    this.ticker = ticker;
    this.before = terminal.enterRawMode();
    // Ctrl-C comes as a key, as the terminal is raw; from elsewhere it comes as a signal.
    terminal.handle(Signal.INT, signal -> leaving = true);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Until q, Ctrl-C or the end of the input.
   *
   * @throws tv.aircheck.cli.CommandFailed when the server does not answer at first; later that is
   *     shown
   */
  public void run() throws IOException {
    Status status = source.status();
    terminal.writer().print(ENTER);
    stage = Stage.SHOWN;
    String trouble = null;
    CompletableFuture<Status> asked = null;
    long due = ticker.getAsLong() + EVERY_NANOS;
    draw(status, null);
    while (!leaving) {
      boolean changed = key(status);
      if (asked != null && asked.isDone()) {
        try {
          status = asked.join();
          trouble = null;
        } catch (CompletionException e) {
          trouble = e.getCause().getMessage();
        }
        asked = null;
        changed = true;
      }
      if (asked == null && !state.paused() && ticker.getAsLong() - due >= 0) {
        asked = CompletableFuture.supplyAsync(source::status, asking);
        due = ticker.getAsLong() + EVERY_NANOS;
      }
      if (changed) {
        draw(status, trouble);
      }
    }
  }

  /** Takes one key, if there is one; true when something has to be drawn. */
  private boolean key(Status status) throws IOException {
    int key = terminal.reader().read(KEY_MS);
    if (key == NonBlockingReader.READ_EXPIRED) {
      return resized();
    }
    switch (key) {
      case NonBlockingReader.EOF, CTRL_C, CTRL_D, 'q', 'Q' -> leaving = true;
      case ESCAPE -> escape(status);
      default -> state = state.typed(key);
    }
    return true;
  }

  private boolean resized() {
    return terminal.getWidth() != drawnWidth || terminal.getHeight() != drawnHeight;
  }

  /** What keys without a letter send: ESC [ A, ESC O A, ESC [ 5 ~. Escape alone does nothing. */
  private void escape(Status status) throws IOException {
    int bracket = terminal.reader().read(KEY_MS);
    if (bracket != '[' && bracket != 'O') {
      return;
    }
    int code = terminal.reader().read(KEY_MS);
    if (code >= '0' && code <= '9' && terminal.reader().read(KEY_MS) != '~') {
      return;
    }
    Move move =
        switch (code) {
          case 'A' -> Move.UP;
          case 'B' -> Move.DOWN;
          case 'H', '1', '7' -> Move.HOME;
          case 'F', '4', '8' -> Move.END;
          case '5' -> Move.PAGE_UP;
          case '6' -> Move.PAGE_DOWN;
          default -> null;
        };
    if (move != null) {
      int page = view.page(status, height());
      state = state.moved(move, status.takes().size(), page);
    }
  }

  /** Terminals that do not know say 0. */
  private int width() {
    return terminal.getWidth() > 0 ? terminal.getWidth() : 80;
  }

  private int height() {
    return terminal.getHeight() > 0 ? terminal.getHeight() : 24;
  }

  private void draw(Status status, String trouble) {
    drawnWidth = terminal.getWidth();
    drawnHeight = terminal.getHeight();
    List<Line> lines = view.screen(status, state, trouble, width(), height());
    StringBuilder frame = new StringBuilder(HOME);
    for (int i = 0; i < lines.size(); i++) {
      frame.append(i == 0 ? "" : "\r\n").append(colour(lines.get(i))).append(REST_OF_LINE);
    }
    PrintWriter out = terminal.writer();
    out.print(frame);
    out.flush();
  }

  private static String colour(Line line) {
    return switch (line.look()) {
      case PLAIN -> line.text();
      case HEADING -> "\033[1m" + line.text() + "\033[0m";
      case ALARM -> "\033[31m" + line.text() + "\033[0m";
    };
  }

  /** Also when a signal ends the process. */
  private synchronized void restore() {
    if (stage != Stage.LEFT) {
      if (stage == Stage.SHOWN) { // else the cursor would be put where it never was
        terminal.writer().print(LEAVE);
      }
      stage = Stage.LEFT;
      terminal.writer().flush();
      terminal.setAttributes(before);
    }
  }

  @Override
  public void close() throws IOException {
    restore();
    asking.shutdownNow();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending by a signal: the hook runs already.
    }
    terminal.close();
  }
}
