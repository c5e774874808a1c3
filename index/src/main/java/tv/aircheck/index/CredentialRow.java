package tv.aircheck.index;

import tv.aircheck.index.access.Role;

/**
 * A token or a publish key, but for its secret.
 *
 * @param id names it in lists and in the audit
 * @param channels where it is good
 * @param name what somebody called it; may be empty
 */
public record CredentialRow(
    String id, Role role, ChannelPattern channels, String name, CredentialTimes times) {

  /** How lists and the audit call it. */
  public String title() {
    return name.isEmpty() ? id : id + " (" + name + ")";
  }

  public boolean isGoodAt(long nowMs) {
    return times.expiresAtMs() == null || nowMs < times.expiresAtMs();
  }
}
