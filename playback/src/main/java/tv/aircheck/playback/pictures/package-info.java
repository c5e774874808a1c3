/** Pictures of shows, past and live: single ones, and sheets for a seek bar. */
package tv.aircheck.playback.pictures;
