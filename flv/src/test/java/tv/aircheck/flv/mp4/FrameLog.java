package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;

/** A log of AVC, mostly with AAC, of random frames; its AVC header may change every two seconds. */
final class FrameLog {
  private static final String[] AVC = {
    "0164000cffe100176764000cacb40a0cfcf0800000030080000019078a155001000568ef0472c0fdf8f800",
    "0164001effe100186764001eacb405017fcb080000030008000003019078b17501000568ef0472c0fdf8f800"
  };

  /** A frame as a sink sees it. */
  record Frame(boolean video, long ms, int compositionMs, boolean key, String bytes) {}

  final ByteBuf tags = Unpooled.buffer();
  final List<Frame> frames = new ArrayList<>();

  /** Where a header and a keyframe come, and how many frames before. */
  final List<int[]> starts = new ArrayList<>();

  private final Random random;

  FrameLog(long seed, int pictures) {
    random = new Random(seed);
    boolean sound = random.nextInt(4) > 0;
    boolean reordered = random.nextBoolean();
    long heard = 0;
    for (int i = 0; i < pictures; i++) {
      if (i % 50 == 0) {
        starts.add(new int[] {tags.writerIndex(), frames.size()});
        header(TagType.VIDEO, 40L * i, "17000000 00" + AVC[random.nextInt(2)]);
      }
      if (i % 50 == 0 && sound) {
        header(TagType.AUDIO, 40L * i, "af001210");
      }
      int composition = reordered ? 40 * (2 + random.nextInt(3)) - 80 : 0;
      frame(true, 40L * i, composition, i % 50 == 0);
      while (sound && heard * 1024 * 1000 / 44_100 < 40L * (i + 1)) {
        frame(false, Math.round(heard++ * 1024_000.0 / 44_100), 0, true);
      }
    }
    starts.add(new int[] {tags.writerIndex(), frames.size()});
  }

  private void header(int type, long ms, String hex) {
    tag(type, ms, HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private void frame(boolean video, long ms, int composition, boolean key) {
    byte[] payload = new byte[1 + random.nextInt(random.nextInt(100) == 0 ? 70_000 : 300)];
    random.nextBytes(payload);
    ByteBuf body = Unpooled.buffer();
    if (video) {
      body.writeByte(key ? 0x17 : 0x27).writeByte(1).writeMedium(composition);
    } else {
      body.writeByte(0xAF).writeByte(1);
    }
    tag(video ? TagType.VIDEO : TagType.AUDIO, ms, ByteBufUtil.getBytes(body.writeBytes(payload)));
    frames.add(new Frame(video, ms, composition, key, HexFormat.of().formatHex(payload)));
  }

  private void tag(int type, long ms, byte[] body) {
    TagLayout.writeHeader(tags, type, body.length, ms);
    tags.writeBytes(body);
    TagLayout.writeTrailer(tags, body.length);
  }

  List<Frame> of(boolean video) {
    return frames.stream().filter(frame -> frame.video() == video).toList();
  }

  /** Takes tags for the frames in them. */
  static TagSamples collecting(List<Frame> frames) {
    return new TagSamples(
        new SampleSink() {
          @Override
          public void configured(TrackId track, int fourCc, byte[] config) {}

          @Override
          public void colored(TrackId track, ColorInfo color) {}

          @Override
          public void sample(
              TrackId track, int fourCc, SampleTime time, ByteBuf buf, int at, int length) {
            String bytes = ByteBufUtil.hexDump(buf, at, length);
            frames.add(
                new Frame(
                    track.video(), time.decodedMs(), time.compositionMs(), time.key(), bytes));
          }
        });
  }
}
