/** Tap to segmenter to spool to index to store; recovery. */
package tv.aircheck.recorder;
