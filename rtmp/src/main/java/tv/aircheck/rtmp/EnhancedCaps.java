package tv.aircheck.rtmp;

import java.util.Map;

/**
 * What a peer says it can do with Enhanced RTMP, in its connect command. It says what may be sent
 * to a player; publishers send what they like.
 *
 * @param video FourCC (or {@code *}) to a mask of {@link #DECODE}, {@link #ENCODE}, {@link
 *     #FORWARD}; a plain fourCcList counts as decode
 * @param audio the same for audio
 * @param extensions the capsEx mask: 1 reconnect, 2 multitrack, 4 ModEx, 8 nano offset
 */
public record EnhancedCaps(Map<String, Integer> video, Map<String, Integer> audio, int extensions) {
  public static final int DECODE = 1;
  public static final int ENCODE = 2;
  public static final int FORWARD = 4;

  public static final int RECONNECT = 1;
  public static final int MULTITRACK = 2;

  /** A peer that said nothing. */
  public static final EnhancedCaps NONE = new EnhancedCaps(Map.of(), Map.of(), 0);

  public EnhancedCaps {
    video = Map.copyOf(video);
    audio = Map.copyOf(audio);
  }
}
