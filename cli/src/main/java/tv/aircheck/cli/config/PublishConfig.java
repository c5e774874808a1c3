package tv.aircheck.cli.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tv.aircheck.origin.PublishKeys;
import tv.aircheck.origin.PublishRules;

/**
 * Who may publish, and when a publisher is given up.
 *
 * @param insecureOpen lets anybody who reaches the address publish, though it is not loopback
 * @param keys channel pattern ({@code live/me}, {@code live/*}, {@code *}{@code /*}) to the keys
 *     that open it
 * @param rules silence, idleness, grace
 */
public record PublishConfig(
    boolean insecureOpen, Map<String, List<String>> keys, PublishRules rules) {
  static PublishConfig defaults() {
    return new PublishConfig(false, Map.of(), PublishRules.DEFAULT);
  }

  /** Open where no keys are set; {@link Config#check} has seen to it that this is safe. */
  public PublishKeys publishKeys() {
    if (keys.isEmpty()) {
      return PublishKeys.OPEN;
    }
    Map<String, Set<String>> byPattern = new LinkedHashMap<>();
    keys.forEach((pattern, list) -> byPattern.put(pattern, new LinkedHashSet<>(list)));
    return PublishKeys.of(byPattern);
  }
}
