/** What messages mean: one kind per file, immutable, read from and written to bodies. */
package tv.aircheck.rtmp.message;
