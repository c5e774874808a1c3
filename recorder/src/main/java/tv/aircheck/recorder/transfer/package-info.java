/** Broadcasts in and out: recordings made elsewhere, and whole broadcasts as one archive file. */
package tv.aircheck.recorder.transfer;
