package tv.aircheck.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Keeps warnings that a test class provokes by the dozen out of the build's log; errors get
 * through. A static field with {@code @RegisterExtension}.
 */
public final class Silence implements BeforeAllCallback, AfterAllCallback {
  private final List<String> names;
  private final Map<Logger, Level> levels = new HashMap<>();

  private Silence(List<String> names) {
    this.names = names;
  }

  /** Of loggers, by name. */
  public static Silence of(String... names) {
    return new Silence(List.of(names));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    for (String name : names) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      levels.put(logger, logger.getLevel());
      logger.setLevel(Level.ERROR);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    levels.forEach(Logger::setLevel);
  }
}
