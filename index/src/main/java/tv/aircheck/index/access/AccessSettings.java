package tv.aircheck.index.access;

import java.time.Duration;

/**
 * How strict access is.
 *
 * @param session how long somebody who signed in stays so
 * @param wrongTokens so many wrong tokens or publish keys in a minute from one address, and it is
 *     not listened to for the rest of that minute
 * @param longestLink signed links last no longer
 * @param linkSecret what links are signed with, the same on all nodes; empty: made at the first
 *     link and kept in the data folder
 */
public record AccessSettings(
    Duration session, int wrongTokens, Duration longestLink, String linkSecret) {
  public static final AccessSettings DEFAULT =
      new AccessSettings(Duration.ofDays(7), 20, Duration.ofDays(30), "");
}
