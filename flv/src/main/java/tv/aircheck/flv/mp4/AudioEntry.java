package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.codec.AudioFormat;
import tv.aircheck.flv.codec.FourCc;

/** Sample entries of sound: mp4a, Opus, fLaC, ac-3, ec-3. */
final class AudioEntry {
  private static final int LARGEST_RATE = 0xFFFF;
  private static final int USUAL_RATE = 48_000;

  private AudioEntry() {}

  static SampleEntry of(CodecSetup setup) throws UnsupportedInMp4Exception {
    int codec = setup.fourCc();
    AudioFormat told = AudioFormat.of(codec, setup.config());
    AudioFormat format =
        told.sampleRate() > 0 ? told : AudioFormat.ofFrame(codec, setup.firstFrame());
    int rate = format.sampleRate() > 0 ? format.sampleRate() : USUAL_RATE;
    int channels = format.channels() > 0 ? format.channels() : 2;
    Box config = AudioConfig.box(setup, rate);
    String name = codec == FourCc.MP3 ? "mp4a" : FourCc.text(codec);
    Box entry =
        Box.of(
            name,
            out -> {
              writeHead(out, rate, channels);
              out.writeBytes(BoxSink.bytes(config));
            });
    return new SampleEntry(codec, rate, 0, 0, SampleEntry.bytesOf(entry));
  }

  private static void writeHead(ByteBuf out, int rate, int channels) {
    out.writeZero(6).writeShort(1);
    out.writeZero(8);
    out.writeShort(channels).writeShort(16);
    out.writeInt(0);
    // What does not fit stands in the codec's own box.
    out.writeShort(rate > LARGEST_RATE ? 0 : rate).writeShort(0);
  }
}
