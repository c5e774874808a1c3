package tv.aircheck.cli.e2e;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * All that a server in this JVM would log with {@code node.log: debug}. In tests only warnings pass
 * the root logger, and no appender sees the others unless our own loggers have a level: so they get
 * one, for the time of a class, and are kept out of the build's output meanwhile.
 */
final class CaughtLog implements BeforeAllCallback, AfterAllCallback {
  private final Logger ours = (Logger) LoggerFactory.getLogger("tv.aircheck");
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          String story =
              event.getThrowableProxy() == null
                  ? ""
                  : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
          lines.add(event.getFormattedMessage() + story);
        }
      };

  @Override
  public void beforeAll(ExtensionContext context) {
    appender.setContext(ours.getLoggerContext());
    appender.start();
    ours.setLevel(Level.DEBUG);
    ours.setAdditive(false);
    ours.addAppender(appender);
    root.addAppender(appender);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    ours.detachAppender(appender);
    root.detachAppender(appender);
    ours.setAdditive(true);
    ours.setLevel(null);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
