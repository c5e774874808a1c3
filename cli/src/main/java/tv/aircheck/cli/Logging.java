package tv.aircheck.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;

/**
 * Where log lines go: to standard error, a line each. Set up in code, as reading a file of settings
 * would take longer than the rest of the start.
 */
public final class Logging {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0}: %msg%n%ex{full}";

  private Logging() {}

  /** Commands are quiet: only what is wrong is said. {@code serve} then sets a level of its own. */
  static void start() {
    // Named, it need not be searched for in all jars, nor does SLF4J tell what it found.
    System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogProvider.class.getName());
    System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
    level("warn");
  }

  /** Gives {@code context} its one appender. */
  static void appendTo(LoggerContext context) {
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
  }

  /** Sets the level of our own lines; what libraries have to say stays at warnings. */
  public static void level(String level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    context
        .getLogger("tv.aircheck")
        .setLevel(Level.toLevel(level.toUpperCase(Locale.ROOT), Level.INFO));
  }

  /** The whole story of a failure, for those who asked for it with {@code node.log: debug}. */
  static void detail(String words, Exception cause) {
    LoggerFactory.getLogger(Aircheck.class).debug(words, cause);
  }
}
