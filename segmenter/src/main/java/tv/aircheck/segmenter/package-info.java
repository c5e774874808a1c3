/** Cuts a take log into segments: pure. */
package tv.aircheck.segmenter;
