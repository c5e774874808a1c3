/**
 * Bytes at rest: the {@link tv.aircheck.storage.Spool} on the recorder's own disk, and the {@link
 * tv.aircheck.storage.ObjectStore} where segments live for good.
 */
package tv.aircheck.storage;
