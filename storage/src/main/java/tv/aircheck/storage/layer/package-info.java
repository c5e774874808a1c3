/**
 * What stands before a store, a layer for each concern: trying again, limits, numbers, reading
 * ahead. Each is an {@link tv.aircheck.storage.ObjectStore} itself.
 */
package tv.aircheck.storage.layer;
