package tv.aircheck.cli.config;

import java.util.List;
import java.util.Map;
import tv.aircheck.index.access.PublishRule;
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

  /**
   * Open where there are no keys, if others cannot reach the address, or the settings say so.
   *
   * @param loopback whether only this machine reaches it
   * @throws ConfigException if a pattern is none
   */
  public PublishRule rule(boolean loopback) {
    try {
      return PublishRule.of(loopback || insecureOpen, keys);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("'publish.keys': " + e.getMessage());
    }
  }
}
