package tv.aircheck.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: to standard error, a line each. Set up in code, as reading a file of settings
 * would take longer than the rest of the start.
 */
public final class Logging {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0}: %msg%n%ex{full}";

  private Logging() {}

  /** Commands are quiet: only what is wrong is said. {@code AIRCHECK_LOG_LEVEL} overrides. */
  static void start() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    level("warn");
  }

  /** Sets the level of our own lines; what libraries have to say stays at warnings. */
  public static void level(String level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    context
        .getLogger("tv.aircheck")
        .setLevel(Level.toLevel(level.toUpperCase(Locale.ROOT), Level.INFO));
  }

  /**
   * The whole story of a failure, for those who asked for it with {@code AIRCHECK_LOG_LEVEL=debug}.
   */
  static void detail(String words, Exception cause) {
    LoggerFactory.getLogger(Aircheck.class).debug(words, cause);
  }
}
