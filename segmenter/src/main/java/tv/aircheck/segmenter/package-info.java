/**
 * Cuts a take log into segments, purely: the same log gives the same segments, byte for byte,
 * however it arrives. The front door is {@link tv.aircheck.segmenter.Segmenter}.
 */
package tv.aircheck.segmenter;
