package tv.aircheck.index;

/**
 * When a token was made, ends, and was used.
 *
 * @param expiresAtMs null: never
 * @param lastUsedAtMs to about a minute; null: never
 */
public record CredentialTimes(long createdAtMs, Long expiresAtMs, Long lastUsedAtMs) {}
