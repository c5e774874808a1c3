package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Random;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.flv.amf.AmfObject;

/**
 * What every publisher sends, tag by tag and without an end: 720p at 30 frames a second with a
 * keyframe every 2 s, AAC of 128 kbit/s beside it, 1.15 Mbit/s with the tags' own bytes. Headers,
 * packaging and sizes are those of a camera; the pictures are noise.
 */
public final class Clip {
  static final int FRAMES_PER_SECOND = 30;
  static final int BYTES_PER_SECOND = 1_150_000 / 8;
  public static final int GOP_MS = 2_000;

  private static final int GOP_FRAMES = FRAMES_PER_SECOND * GOP_MS / 1_000;
  private static final int KEYFRAME_WEIGHT = 6;
  private static final int SAMPLE_RATE = 48_000;
  private static final int SAMPLES_PER_FRAME = 1_024;
  private static final int AUDIO_BYTES = 128_000 / 8 * SAMPLES_PER_FRAME / SAMPLE_RATE;
  private static final int AUDIO_TAG = TagLayout.OVERHEAD + 2 + AUDIO_BYTES;
  private static final int AUDIO_BYTES_PER_SECOND = AUDIO_TAG * SAMPLE_RATE / SAMPLES_PER_FRAME;
  private static final int VIDEO_TAG =
      (BYTES_PER_SECOND - AUDIO_BYTES_PER_SECOND)
          * GOP_MS
          / 1_000
          / (GOP_FRAMES - 1 + KEYFRAME_WEIGHT);

  /** Encoders' frames differ in size; these by up to so much of the mean, either way. */
  private static final double SPREAD = 0.25;

  private static final double GOLDEN_RATIO = 0.618_033_988_749_895;

  /** What x264 wrote for 1280x720 at 30 frames a second, high profile. */
  private static final String AVC_CONFIG =
      "0164001fffe100186764001facb200a00b760220000003002000000781e3064901000668ebc3cb22c0fdf8f800";

  /** AAC LC, 48 kHz, two channels. */
  private static final String AAC_CONFIG = "1190";

  private static final int KEYFRAME = 0x17;
  private static final int INTER_FRAME = 0x27;
  private static final int AAC = 0xAF;
  private static final int NAL_IDR = 0x65;
  private static final int NAL_OTHER = 0x41;

  private final byte[] noise = new byte[VIDEO_TAG * (KEYFRAME_WEIGHT + 1)];
  private long videoFrames;
  private long audioFrames;

  public Clip() {
    new Random(1).nextBytes(noise);
  }

  /** The fields of its onMetaData. */
  public static AmfObject metadata() {
    return AmfObject.ecmaArray()
        .put("width", 1280d)
        .put("height", 720d)
        .put("framerate", (double) FRAMES_PER_SECOND)
        .put("videocodecid", 7d)
        .put("videodatarate", 1_022d)
        .put("audiocodecid", 10d)
        .put("audiodatarate", 128d)
        .put("audiosamplerate", (double) SAMPLE_RATE)
        .put("audiosamplesize", 16d)
        .put("stereo", true)
        .put("encoder", "Aircheck load generator");
  }

  /** Both sequence headers, as tags. */
  public static void writeHeaders(ByteBuf out) {
    ByteBuf video = Unpooled.buffer().writeByte(KEYFRAME).writeInt(0);
    writeTag(out, TagType.VIDEO, 0, video.writeBytes(HexFormat.of().parseHex(AVC_CONFIG)));
    ByteBuf audio = Unpooled.buffer().writeByte(AAC).writeByte(0);
    writeTag(out, TagType.AUDIO, 0, audio.writeBytes(HexFormat.of().parseHex(AAC_CONFIG)));
  }

  private static void writeTag(ByteBuf out, int type, long timestampMs, ByteBuf body) {
    int length = body.readableBytes();
    TagLayout.writeHeader(out, type, length, timestampMs);
    TagLayout.writeTrailer(out.writeBytes(body), length);
  }

  /** When the next tag is due, since the beginning. */
  public long nextMs() {
    return Math.min(videoMs(), audioMs());
  }

  /** Whether the next tag is a picture. Sound that is due at the same time goes first. */
  boolean nextIsVideo() {
    return videoMs() < audioMs();
  }

  private long videoMs() {
    return videoFrames * 1_000 / FRAMES_PER_SECOND;
  }

  private long audioMs() {
    return audioFrames * SAMPLES_PER_FRAME * 1_000 / SAMPLE_RATE;
  }

  /** Writes the next tag and goes on to the one after it. */
  public void writeNext(ByteBuf out) {
    if (nextIsVideo()) {
      writeVideo(out);
      videoFrames++;
    } else {
      writeAudio(out);
      audioFrames++;
    }
  }

  private void writeVideo(ByteBuf out) {
    boolean keyframe = videoFrames % GOP_FRAMES == 0;
    int body = (keyframe ? KEYFRAME_WEIGHT : 1) * VIDEO_TAG - TagLayout.OVERHEAD;
    int length = keyframe ? body : varied(body, videoFrames);
    TagLayout.writeHeader(out, TagType.VIDEO, length, videoMs());
    out.writeByte(keyframe ? KEYFRAME : INTER_FRAME).writeByte(1).writeMedium(0);
    int picture = length - Stamp.AT;
    out.writeInt(picture + 1).writeByte(keyframe ? NAL_IDR : NAL_OTHER);
    Stamp.write(out);
    writeNoise(out, picture - Stamp.LENGTH, videoFrames);
    TagLayout.writeTrailer(out, length);
  }

  /** Spread evenly around the mean, so that a GOP weighs what it should. */
  private static int varied(int mean, long number) {
    double part = number * GOLDEN_RATIO % 1;
    return (int) (mean * (1 - SPREAD + 2 * SPREAD * part));
  }

  private void writeAudio(ByteBuf out) {
    int length = 2 + AUDIO_BYTES;
    TagLayout.writeHeader(out, TagType.AUDIO, length, audioMs());
    writeNoise(out.writeByte(AAC).writeByte(1), AUDIO_BYTES, audioFrames);
    TagLayout.writeTrailer(out, length);
  }

  private void writeNoise(ByteBuf out, int length, long number) {
    out.writeBytes(noise, (int) (number % VIDEO_TAG), length);
  }
}
