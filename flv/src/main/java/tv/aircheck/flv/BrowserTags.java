package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.codec.FourCc;

/**
 * Log tags in the form that players in browsers take: AVC and AAC in classic tags, other codecs in
 * plain enhanced ones; of several tracks the default one, without ModEx; no data, no colour or
 * speaker descriptions. Such players end with an error at anything else, other codecs included,
 * also at one that takes the place of another: one of these for each response.
 */
public final class BrowserTags {
  private static final int ENHANCED_VIDEO = 0x80;
  private static final int ENHANCED_AUDIO = 0x90;
  private static final int CLASSIC_AVC = 7;
  private static final int CLASSIC_AAC = 0xAF;
  private static final int CLASSIC_MP3 = 0x2F;
  private static final int SEQUENCE_HEADER = 0;
  private static final int FRAMES = 1;
  private static final int END_OF_SEQUENCE = 2;

  /** No codec is told like that. */
  private static final long UNTOLD = -2;

  private final TagCursor cursor = new TagCursor();
  private final MediaBody body = new MediaBody();

  /** What the player was told of. */
  private BrowserTracks announced;

  /** As in {@link BrowserTracks}; of a track that nobody told of, from its first tag on. */
  private long video = BrowserTracks.NONE;

  private long audio = BrowserTracks.NONE;

  /** How their codecs were told last: most tags are as the one before. */
  private long toldVideo = UNTOLD;

  private long toldAudio = UNTOLD;

  /** How a tag goes with what the player has. */
  private enum Fit {
    SHOWN,
    LEFT_OUT,
    /** The player has to begin anew before it. */
    ANEW
  }

  /** The player is told of these, and its response is of nothing else from here on. */
  public void announce(BrowserTracks tracks) {
    announced = tracks;
    video = tracks.video();
    audio = tracks.audio();
  }

  /** Whether what begins behind a joint can follow in the same response. */
  public boolean goOnWith(BrowserTracks next) {
    return next.equals(announced);
  }

  /**
   * Appends the tags of a run, which stays the caller's, to {@code out}.
   *
   * @param offsetMs is added to their timestamps; none goes below 0
   * @return false if the codec of a track changes in it: what comes before is appended, and nothing
   *     may follow in the same response
   */
  public boolean write(ByteBuf run, long offsetMs, ByteBuf out) throws CorruptFlvException {
    cursor.reset(run);
    while (cursor.next()) {
      Fit fit = fit();
      if (fit == Fit.ANEW) {
        return false;
      }
      if (fit == Fit.SHOWN) {
        append(Math.max(0, cursor.timestampMs() + offsetMs), out);
      }
    }
    return true;
  }

  private void append(long timestampMs, ByteBuf out) {
    int kind = cursor.kind();
    if (!TagKind.isEnhanced(kind)) {
      int start = out.writerIndex();
      out.writeBytes(cursor.run(), cursor.start(), cursor.end() - cursor.start());
      TagLayout.setTimestamp(out, start, timestampMs);
    } else if (isWanted(kind)) {
      plain(kind, timestampMs, out);
    }
  }

  /**
   * Gives the tags of a run their new timestamps where they are, if all of them are as players take
   * them: then nothing has to be copied.
   *
   * @param run the caller's own, seen by nobody else
   * @return false if it has to be written anew; it is as it was then
   */
  public boolean shiftInPlace(ByteBuf run, long offsetMs) throws CorruptFlvException {
    cursor.reset(run);
    while (cursor.next()) {
      if (TagKind.isEnhanced(cursor.kind()) || fit() != Fit.SHOWN) {
        return false;
      }
    }
    cursor.reset(run);
    while (cursor.next()) {
      TagLayout.setTimestamp(run, cursor.start(), Math.max(0, cursor.timestampMs() + offsetMs));
    }
    return true;
  }

  private Fit fit() {
    int kind = cursor.kind();
    if (TagKind.isScript(kind) || TagKind.isExtraTrack(kind)) {
      return Fit.LEFT_OUT;
    }
    int type = cursor.type();
    boolean picture = type == TagType.VIDEO;
    long codec = OnMetaData.codecId(type, cursor.run(), cursor.bodyStart(), cursor.bodyLength());
    if (codec == (picture ? toldVideo : toldAudio)) {
      return Fit.SHOWN;
    }
    long shown = BrowserTracks.shown(type, codec);
    if (TagKind.isCodedMedia(kind) || TagKind.isSequenceHeader(kind)) {
      long before = picture ? video : audio;
      if (before == BrowserTracks.NONE || shown == before) {
        note(picture, shown, codec);
      } else if (isTold(kind, shown) && isDefaultTrack()) {
        return Fit.ANEW;
      }
    }
    return shown == BrowserTracks.NONE ? Fit.LEFT_OUT : Fit.SHOWN;
  }

  /** A frame of what players do not know, and no header told of, is a stray one. */
  private static boolean isTold(int kind, long shown) {
    return TagKind.isSequenceHeader(kind) || shown != BrowserTracks.NONE;
  }

  /** Of several tracks in a tag, the one whose codec was looked at. */
  private boolean isDefaultTrack() {
    body.reset(cursor.type(), cursor.run(), cursor.bodyStart(), cursor.bodyLength());
    return body.nextTrack() && body.track() == 0;
  }

  private void note(boolean picture, long shown, long codec) {
    long told = shown == BrowserTracks.NONE ? UNTOLD : codec;
    if (picture) {
      video = shown;
      toldVideo = told;
    } else {
      audio = shown;
      toldAudio = told;
    }
  }

  private static boolean isWanted(int kind) {
    return TagKind.isCodedMedia(kind)
        || TagKind.isSequenceHeader(kind)
        || (TagKind.isEndOfSequence(kind) && TagKind.isVideo(kind));
  }

  private void plain(int kind, long timestampMs, ByteBuf out) {
    body.reset(cursor.type(), cursor.run(), cursor.bodyStart(), cursor.bodyLength());
    do {
      if (!body.nextTrack()) {
        return;
      }
    } while (body.track() != 0);
    if (body.codec() == FourCc.MP3 && !TagKind.isCodedMedia(kind)) {
      return;
    }
    int start = out.writerIndex();
    TagLayout.writeHeader(out, cursor.type(), 0, timestampMs);
    int packet =
        TagKind.isSequenceHeader(kind)
            ? SEQUENCE_HEADER
            : TagKind.isEndOfSequence(kind) ? END_OF_SEQUENCE : FRAMES;
    if (cursor.type() == TagType.VIDEO) {
      videoHead(packet, out);
    } else {
      audioHead(packet, out);
    }
    out.writeBytes(cursor.run(), body.payloadStart(), body.payloadLength());
    int bodyLength = out.writerIndex() - start - TagLayout.HEADER;
    out.setMedium(start + 1, bodyLength);
    TagLayout.writeTrailer(out, bodyLength);
  }

  private void videoHead(int packet, ByteBuf out) {
    int frameType = cursor.run().getByte(cursor.bodyStart()) >> 4 & 7;
    int compositionMs = packet == FRAMES ? body.compositionTimeMs() : 0;
    if (body.codec() == FourCc.AVC) {
      out.writeByte(frameType << 4 | CLASSIC_AVC).writeByte(packet).writeMedium(compositionMs);
      return;
    }
    out.writeByte(ENHANCED_VIDEO | frameType << 4 | packet).writeInt(body.codec());
    if (packet == FRAMES && FourCc.hasCompositionTime(body.codec())) {
      out.writeMedium(compositionMs);
    }
  }

  private void audioHead(int packet, ByteBuf out) {
    if (body.codec() == FourCc.AAC) {
      out.writeByte(CLASSIC_AAC).writeByte(packet);
    } else if (body.codec() == FourCc.MP3) {
      out.writeByte(CLASSIC_MP3);
    } else {
      out.writeByte(ENHANCED_AUDIO | packet).writeInt(body.codec());
    }
  }
}
