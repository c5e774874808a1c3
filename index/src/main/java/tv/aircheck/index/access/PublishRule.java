package tv.aircheck.index.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;

/**
 * Who may publish, as the settings say it; keys in the index come beside.
 *
 * @param openWithoutKeys anybody may, as long as there is no key at all
 * @param fixed hash of a key to the channels it opens
 */
public record PublishRule(boolean openWithoutKeys, Map<String, List<ChannelPattern>> fixed) {
  public PublishRule {
    fixed = Map.copyOf(fixed);
  }

  /**
   * @param keys by patterns; {@code *} alone is every channel
   */
  public static PublishRule of(boolean openWithoutKeys, Map<String, List<String>> keys) {
    Map<String, List<ChannelPattern>> fixed = new LinkedHashMap<>();
    keys.forEach(
        (text, secrets) -> {
          ChannelPattern pattern =
              text.equals("*") ? ChannelPattern.ALL : ChannelPattern.parse(text);
          for (String secret : secrets) {
            fixed.merge(Secrets.hash(secret), List.of(pattern), PublishRule::both);
          }
        });
    return new PublishRule(openWithoutKeys, fixed);
  }

  private static List<ChannelPattern> both(List<ChannelPattern> a, List<ChannelPattern> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  /** Whether the settings have this key for the channel. */
  boolean has(String hash, ChannelName channel) {
    return fixed.getOrDefault(hash, List.of()).stream().anyMatch(each -> each.matches(channel));
  }
}
