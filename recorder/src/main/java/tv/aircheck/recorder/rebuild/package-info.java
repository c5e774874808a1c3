/** The index made anew from what the store and the spool hold. */
package tv.aircheck.recorder.rebuild;
