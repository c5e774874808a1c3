package tv.aircheck.flv;

import java.util.Set;
import tv.aircheck.flv.codec.FourCc;

/**
 * What players in browsers get of a stream: a picture and a sound, if they know their codecs. Their
 * buffers are made for a codec each, so with other tracks they have to begin anew. They wait for
 * every track that is announced, so what is announced has to be there.
 *
 * @param video by FourCC, or by the number of a codec that has none; negative without
 * @param audio the same of sound
 */
public record BrowserTracks(long video, long audio) {
  static final long NONE = -1;

  /** AVC and HEVC by their classic numbers, and the rest by FourCC. */
  private static final Set<Long> VIDEO =
      Set.of(7L, 12L, (long) FourCc.AVC, (long) FourCc.HEVC, (long) FourCc.AV1);

  /** MP3, A-law, mu-law and AAC by their classic numbers, and the rest by FourCC. */
  private static final Set<Long> AUDIO =
      Set.of(
          2L,
          7L,
          8L,
          10L,
          (long) FourCc.AAC,
          (long) FourCc.MP3,
          (long) FourCc.OPUS,
          (long) FourCc.FLAC);

  /**
   * By codecs as {@link OnMetaData#codecId} tells them.
   *
   * @param videoCodec negative without
   * @param audioCodec negative without
   */
  public static BrowserTracks of(long videoCodec, long audioCodec) {
    return new BrowserTracks(shown(TagType.VIDEO, videoCodec), shown(TagType.AUDIO, audioCodec));
  }

  /** By what is said of a stream, with its codecs as they are. */
  public static BrowserTracks of(OnMetaData said) {
    return of(
        (long) said.fields().number(OnMetaData.VIDEO_CODEC, NONE),
        (long) said.fields().number(OnMetaData.AUDIO_CODEC, NONE));
  }

  /** The same for the same codec, however it is told; negative if players do not know it. */
  static long shown(int type, long codecId) {
    boolean video = type == TagType.VIDEO;
    if (!(video ? VIDEO : AUDIO).contains(codecId)) {
      return NONE;
    }
    int id = (int) codecId;
    int fourCc = video ? FourCc.ofVideoCodecId(id) : FourCc.ofSoundFormat(id);
    return fourCc == 0 ? codecId : fourCc;
  }

  public boolean hasVideo() {
    return video != NONE;
  }

  public boolean hasAudio() {
    return audio != NONE;
  }

  /** What is to be said of the stream, without the tracks that are left out. */
  public OnMetaData told(OnMetaData said) {
    OnMetaData told = hasVideo() ? said : said.withCodec(TagType.VIDEO, NONE);
    return hasAudio() ? told : told.withCodec(TagType.AUDIO, NONE);
  }
}
