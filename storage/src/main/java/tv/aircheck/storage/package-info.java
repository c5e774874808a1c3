/** Bytes at rest: the spool and the object store. */
package tv.aircheck.storage;
