/**
 * Who may see, change and publish what. {@link tv.aircheck.index.access.Caller} decides; {@link
 * tv.aircheck.index.access.Gatekeeper} finds out who it is that asks.
 */
package tv.aircheck.index.access;
