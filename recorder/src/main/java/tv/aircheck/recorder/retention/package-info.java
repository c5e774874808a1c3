/** What goes, when and by which rule: planned by pure functions, carried out step by step. */
package tv.aircheck.recorder.retention;
