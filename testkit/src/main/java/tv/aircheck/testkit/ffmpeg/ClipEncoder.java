package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Encodes a picture and a sound into a file; the container goes by the file's extension. */
final class ClipEncoder implements AutoCloseable {
  private final ClipSpec spec;
  private final Output output;
  private final VideoTrack video;
  private final AudioTrack audio;

  ClipEncoder(ClipSpec spec, Path file) {
    this.spec = spec;
    this.output = Output.open(file.toString(), null);
    this.video = spec.hasVideo() ? new VideoTrack(spec, output) : null;
    this.audio = spec.hasAudio() ? new AudioTrack(spec.audio(), output) : null;
  }

  void encode(Picture picture, Sound sound) {
    FfmpegException.check(
        avformat_write_header(output.context(), (AVDictionary) null), "writing the file's header");
    while (true) {
      long videoMs = video == null ? Long.MAX_VALUE : video.nextMs();
      long audioMs = audio == null ? Long.MAX_VALUE : audio.nextMs();
      if (Math.min(videoMs, audioMs) >= spec.durationMs()) {
        break;
      }
      if (videoMs <= audioMs) {
        video.encodeNext(picture);
      } else {
        audio.encodeNext(sound);
      }
    }
    if (video != null) {
      video.finish();
    }
    if (audio != null) {
      audio.finish();
    }
    FfmpegException.check(av_write_trailer(output.context()), "writing the file's end");
  }

  @Override
  public void close() {
    if (video != null) {
      video.close();
    }
    if (audio != null) {
      audio.close();
    }
    output.close();
  }
}
