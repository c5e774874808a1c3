package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static tv.aircheck.testkit.ffmpeg.FfmpegException.check;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Plays a sound into an encoder: stereo, both channels alike, 48 kHz. */
final class AudioTrack implements AutoCloseable {
  private static final int RATE = 48_000;
  private static final int CHANNELS = 2;
  private static final Map<String, String> ENCODERS =
      Map.of("aac", "aac", "opus", "libopus", "flac", "flac", "ac3", "ac3", "mp3", "libmp3lame");

  private final Encoder encoder;
  private final int format;
  private final AVFrame frame = av_frame_alloc();
  private final int frameSamples;
  private long samples;

  AudioTrack(String codec, Output output) {
    this.encoder = new Encoder(ENCODERS.get(codec));
    this.format =
        switch (codec) {
          case "opus" -> AV_SAMPLE_FMT_FLT;
          case "flac" -> AV_SAMPLE_FMT_S16;
          default -> AV_SAMPLE_FMT_FLTP;
        };
    AVCodecContext context = encoder.context();
    context.sample_rate(RATE).sample_fmt(format).bit_rate(codec.equals("ac3") ? 96_000 : 48_000);
    context.time_base(av_make_q(1, RATE));
    av_channel_layout_default(context.ch_layout(), CHANNELS);
    encoder.open(output, Map.of());
    this.frameSamples = context.frame_size();
    frame.format(format).sample_rate(RATE).nb_samples(frameSamples);
    check(av_channel_layout_copy(frame.ch_layout(), context.ch_layout()), "laying out channels");
    check(av_frame_get_buffer(frame, 0), "allocating a frame of samples");
  }

  long nextMs() {
    return samples * 1000 / RATE;
  }

  void encodeNext(Sound sound) {
    check(av_frame_make_writable(frame), "reusing a frame of samples");
    float[] mono = new float[frameSamples];
    for (int i = 0; i < frameSamples; i++) {
      mono[i] = sound.at((double) (samples + i) / RATE);
    }
    fill(mono);
    frame.pts(samples);
    samples += frameSamples;
    encoder.encode(frame);
  }

  private void fill(float[] mono) {
    if (format == AV_SAMPLE_FMT_FLTP) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        new FloatPointer(frame.data(channel)).put(mono, 0, mono.length);
      }
    } else if (format == AV_SAMPLE_FMT_FLT) {
      float[] both = new float[mono.length * CHANNELS];
      for (int i = 0; i < both.length; i++) {
        both[i] = mono[i / CHANNELS];
      }
      new FloatPointer(frame.data(0)).put(both, 0, both.length);
    } else {
      short[] both = new short[mono.length * CHANNELS];
      for (int i = 0; i < both.length; i++) {
        both[i] = (short) (mono[i / CHANNELS] * Short.MAX_VALUE);
      }
      new ShortPointer(frame.data(0)).put(both, 0, both.length);
    }
  }

  void finish() {
    encoder.encode(null);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    encoder.close();
  }
}
