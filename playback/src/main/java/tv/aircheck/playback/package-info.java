/** The archive out: resolve a moment, read ranges, play over RTMP. */
package tv.aircheck.playback;
