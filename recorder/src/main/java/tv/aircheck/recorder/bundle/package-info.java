/** Many segments as one object: made, read by range, and put in the place of the single ones. */
package tv.aircheck.recorder.bundle;
