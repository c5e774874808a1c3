package tv.aircheck.index;

/**
 * What a segment is coded in.
 *
 * @param video an RFC 6381 word such as {@code avc1.64001f}; null without video
 * @param audio such as {@code mp4a.40.2}; null without audio
 * @param width pixels, 0 when not known; so are the other numbers
 */
public record Codecs(
    String video, String audio, int width, int height, int sampleRate, int channels) {}
