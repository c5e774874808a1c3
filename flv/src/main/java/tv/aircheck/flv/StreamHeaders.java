package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.flv.codec.AudioFormat;
import tv.aircheck.flv.codec.VideoFormat;

/**
 * What one who joins a stream late has to be told before the first frame: onMetaData, and per track
 * the codec configuration and whatever else describes it. Small heap copies; not thread-safe. The
 * bytes it writes depend only on the tags in force, not on when or how often they were seen.
 */
public final class StreamHeaders {
  /** Longer ones are no header anybody needs. */
  private static final int MAX_BODY = 64 * 1024;

  /** Eight tracks of sound and of picture, with a description each. */
  private static final int MAX_TRACK_HEADERS = 32;

  /**
   * Ordered as written: picture before sound, by track, the configuration before what describes it.
   */
  private static final int AUDIO_KEY = 1 << 16;

  private static final int TRACK_SHIFT = 1;
  private static final int DESCRIPTION_KEY = 1;

  private final TreeMap<Integer, byte[]> bodies;
  private byte[] metadataBody;
  private int metadataType = TagType.SCRIPT;

  public StreamHeaders() {
    bodies = new TreeMap<>();
  }

  private StreamHeaders(StreamHeaders other) {
    bodies = new TreeMap<>(other.bodies);
    metadataBody = other.metadataBody;
    metadataType = other.metadataType;
  }

  /**
   * Takes note of a header tag ({@link TagKind#isHeader}); any other changes nothing.
   *
   * @param tagStart index of the tag's header
   * @param tagEnd index after the tag's back pointer
   * @return true if it differs from what was in force
   */
  public boolean offer(int kind, ByteBuf buf, int tagStart, int tagEnd) {
    int length = tagEnd - tagStart - TagLayout.OVERHEAD;
    if (!TagKind.isHeader(kind) || length > MAX_BODY) {
      return false;
    }
    int bodyStart = tagStart + TagLayout.HEADER;
    int type = TagLayout.type(buf, tagStart);
    if (TagKind.isMetadata(kind)) {
      byte[] body = ByteBufUtil.getBytes(buf, bodyStart, length);
      boolean changed = type != metadataType || !Arrays.equals(body, metadataBody);
      metadataBody = body;
      metadataType = type;
      return changed;
    }
    int key = TagKind.isVideo(kind) ? 0 : AUDIO_KEY;
    key |= TagKind.isSequenceHeader(kind) ? 0 : DESCRIPTION_KEY;
    boolean changed = false;
    MediaBody tracks = new MediaBody().reset(type, buf, bodyStart, length);
    while (tracks.nextTrack()) {
      byte[] body =
          tracks.sharesMessage()
              ? tracks.aloneInMessage(type)
              : ByteBufUtil.getBytes(buf, bodyStart, length);
      changed |= put(key | tracks.track() << TRACK_SHIFT, body);
    }
    return changed;
  }

  private boolean put(int key, byte[] body) {
    byte[] before = bodies.get(key);
    if (Arrays.equals(before, body) || (before == null && bodies.size() == MAX_TRACK_HEADERS)) {
      return false;
    }
    bodies.put(key, body);
    return true;
  }

  /** An independent copy. */
  public StreamHeaders copy() {
    return new StreamHeaders(this);
  }

  /** Some track of video is configured. */
  public boolean hasVideo() {
    return sequenceHeader(0) != null;
  }

  /**
   * Some track of audio is configured; codecs without configuration (MP3, and AC-3 mostly) do not
   * show here.
   */
  public boolean hasAudio() {
    return sequenceHeader(AUDIO_KEY) != null;
  }

  public boolean isEmpty() {
    return metadataBody == null && bodies.isEmpty();
  }

  /** Whole tags: onMetaData, then the codec headers, video first, all with the same timestamp. */
  public void writeTo(ByteBuf out, long timestampMs) {
    if (metadataBody != null) {
      writeTag(out, metadataType, metadataBody, timestampMs);
    }
    writeCodecHeadersTo(out, timestampMs);
  }

  /** As {@link #writeTo}, without onMetaData. */
  public void writeCodecHeadersTo(ByteBuf out, long timestampMs) {
    for (Map.Entry<Integer, byte[]> header : bodies.entrySet()) {
      int type = header.getKey() < AUDIO_KEY ? TagType.VIDEO : TagType.AUDIO;
      writeTag(out, type, header.getValue(), timestampMs);
    }
  }

  private static void writeTag(ByteBuf out, int type, byte[] body, long timestampMs) {
    TagLayout.writeHeader(out, type, body.length, timestampMs);
    out.writeBytes(body);
    TagLayout.writeTrailer(out, body.length);
  }

  /**
   * The fields of onMetaData, in the publisher's order; the caller's own, empty if there are none
   * to be read.
   */
  public AmfObject metadata() {
    return onMetaData().fields();
  }

  private OnMetaData onMetaData() {
    if (metadataBody != null) {
      try {
        return OnMetaData.read(
            metadataType, Unpooled.wrappedBuffer(metadataBody), AmfLimits.MESSAGE);
      } catch (AmfException unreadable) {
        // A hint that cannot be read is as good as none; the bytes still go to players as they
        // came.
        return new OnMetaData(AmfObject.ecmaArray());
      }
    }
    return new OnMetaData(AmfObject.ecmaArray());
  }

  /** By the codec configurations, and where they are silent by onMetaData. */
  public CodecSummary codecs() {
    OnMetaData hints = onMetaData();
    VideoFormat video = video(hints);
    AudioFormat audio = audio(hints);
    boolean sized = video != null && video.width() > 0;
    boolean heard = audio != null && audio.sampleRate() > 0;
    return new CodecSummary(
        video == null ? null : video.codec(),
        audio == null ? null : audio.codec(),
        sized ? video.width() : hints.width(),
        sized ? video.height() : hints.height(),
        heard ? audio.sampleRate() : hints.sampleRate(),
        heard ? audio.channels() : hints.channels());
  }

  private VideoFormat video(OnMetaData hints) {
    byte[] body = sequenceHeader(0);
    if (body == null) {
      int hinted = hints.videoCodec();
      return hinted == 0 ? null : VideoFormat.ofCodec(hinted);
    }
    MediaBody header = firstTrack(TagType.VIDEO, body);
    return VideoFormat.of(header.codec(), config(header, body));
  }

  private AudioFormat audio(OnMetaData hints) {
    byte[] body = sequenceHeader(AUDIO_KEY);
    if (body == null) {
      int hinted = hints.audioCodec();
      return hinted == 0 ? null : AudioFormat.ofCodec(hinted);
    }
    MediaBody header = firstTrack(TagType.AUDIO, body);
    return AudioFormat.of(header.codec(), config(header, body));
  }

  /**
   * Of the lowest track that has one, which is the default track if that does; null if none has.
   */
  private byte[] sequenceHeader(int media) {
    for (int key : bodies.subMap(media, media + AUDIO_KEY).keySet()) {
      if ((key & DESCRIPTION_KEY) == 0) {
        return bodies.get(key);
      }
    }
    return null;
  }

  private static MediaBody firstTrack(int type, byte[] body) {
    MediaBody track = new MediaBody().reset(type, Unpooled.wrappedBuffer(body), 0, body.length);
    track.nextTrack();
    return track;
  }

  private static byte[] config(MediaBody header, byte[] body) {
    int start = header.payloadStart();
    return Arrays.copyOfRange(body, start, start + header.payloadLength());
  }
}
