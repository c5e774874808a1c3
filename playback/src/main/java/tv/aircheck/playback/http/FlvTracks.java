package tv.aircheck.playback.http;

import tv.aircheck.flv.BrowserTags;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.TagType;
import tv.aircheck.playback.PublisherMetadata;
import tv.aircheck.playback.Step;

/**
 * What players in browsers get of a stream. They wait for every track that is announced, so what is
 * announced has to be there.
 *
 * @param told what is said of the stream, without the tracks that are left out
 * @param video how the codec is told, see {@link OnMetaData#codecId}; negative without
 * @param audio the same of sound
 */
record FlvTracks(OnMetaData told, long video, long audio) {
  private static final long NONE = -1;

  /**
   * Of a stretch that tells its headers; borrowed.
   *
   * @param tags with headers
   */
  static FlvTracks of(Step.Tags tags) {
    OnMetaData said = PublisherMetadata.of(tags.headers(), tags.run());
    long video = shown(TagType.VIDEO, said, "videocodecid");
    long audio = shown(TagType.AUDIO, said, "audiocodecid");
    OnMetaData told = video == NONE ? said.withCodec(TagType.VIDEO, NONE) : said;
    return new FlvTracks(audio == NONE ? told.withCodec(TagType.AUDIO, NONE) : told, video, audio);
  }

  private static long shown(int type, OnMetaData said, String field) {
    long codec = (long) said.fields().number(field, NONE);
    return BrowserTags.shows(type, codec) ? codec : NONE;
  }

  boolean hasVideo() {
    return video != NONE;
  }

  boolean hasAudio() {
    return audio != NONE;
  }

  /** Players in browsers can go on with what comes. */
  boolean areLike(FlvTracks next) {
    return video == next.video && audio == next.audio;
  }
}
