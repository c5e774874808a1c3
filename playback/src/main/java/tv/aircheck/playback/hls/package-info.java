/**
 * HLS: what a playlist lists, decided from what the index says of a show, and the fragments it
 * lists, made when they are asked for.
 */
package tv.aircheck.playback.hls;
