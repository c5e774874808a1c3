package tv.aircheck.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tv.aircheck.testkit.GeneratedTag.Kind;

/** Writes a {@link GeneratedLog}: audio and video frame by frame, in the order of their times. */
final class LogWriter {
  private final LogShape shape;
  private final Random random;
  private final TagBodies bodies;
  private final List<GeneratedTag> tags = new ArrayList<>();
  private long position;
  private long nextHeaderMs;
  private int headers;
  private boolean keyframeDue = true;

  LogWriter(LogShape shape) {
    this.shape = shape;
    this.random = new Random(shape.seed());
    this.bodies = new TagBodies(random);
  }

  List<GeneratedTag> write() {
    writeHeaders();
    int videoFrames = 0;
    int audioFrames = 0;
    while (true) {
      long videoMs = shape.video() == null ? Long.MAX_VALUE : videoMs(videoFrames);
      long audioMs = shape.audio() == null ? Long.MAX_VALUE : audioMs(audioFrames);
      if (Math.min(videoMs, audioMs) >= shape.durationMs()) {
        return tags;
      }
      if (videoMs <= audioMs) {
        writeVideo(videoFrames++, videoMs);
      } else {
        add(Kind.AUDIO_FRAME, audioMs, bodies.audioFrame(shape.audio()));
        audioFrames++;
      }
    }
  }

  private void writeHeaders() {
    if (shape.metadata()) {
      add(Kind.METADATA, 0, bodies.metadata(shape));
    }
    if (shape.video() != null) {
      writeVideoHeader(0);
    }
    if (shape.audio() != null) {
      add(Kind.AUDIO_HEADER, 0, bodies.audioHeader(shape.audio()));
    }
  }

  private void writeVideoHeader(long ms) {
    add(Kind.VIDEO_HEADER, ms, bodies.videoHeader(shape.video(), headers++));
    nextHeaderMs = ms + shape.video().headerEveryMs();
  }

  private void writeVideo(int frame, long ms) {
    VideoShape video = shape.video();
    keyframeDue |= frame % video.gopFrames() == 0;
    boolean keyframe = keyframeDue && !video.drought().holds(ms);
    if (keyframe) {
      keyframeDue = false;
      if (video.headerEveryMs() > 0 && ms >= nextHeaderMs) {
        writeVideoHeader(ms);
      }
    }
    int compositionMs = compositionMs(video, frame, keyframe) - video.earlierMs();
    byte[] body = bodies.videoFrame(video, keyframe, compositionMs);
    add(keyframe ? Kind.KEYFRAME : Kind.INTER_FRAME, ms, body);
  }

  /**
   * A reference frame is decoded before the B-frames that are shown before it. Keyframes are shown
   * one frame after they are decoded, B-frames at once.
   */
  private static int compositionMs(VideoShape video, int frame, boolean keyframe) {
    int frameMs = 1000 / video.fps();
    if (video.bFrames() == 0) {
      return 0;
    }
    if (keyframe) {
      return frameMs;
    }
    boolean reference = (frame % video.gopFrames() - 1) % (video.bFrames() + 1) == 0;
    return reference ? (video.bFrames() + 1) * frameMs : 0;
  }

  private long videoMs(int frame) {
    return frame * 1000L / shape.video().fps();
  }

  private long audioMs(int frame) {
    AudioShape audio = shape.audio();
    return frame * 1000L * audio.samplesPerFrame() / audio.sampleRate();
  }

  private void add(Kind kind, long ms, byte[] body) {
    GeneratedTag tag = new GeneratedTag(kind, position, shape.firstTimestampMs() + ms, body);
    tags.add(tag);
    position = tag.end();
  }
}
