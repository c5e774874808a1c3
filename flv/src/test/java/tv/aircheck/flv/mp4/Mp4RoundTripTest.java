package tv.aircheck.flv.mp4;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;

/** What is written as MP4 and read again is what it was, in every shape and size. */
class Mp4RoundTripTest {
  private static final String[] AVC = {
    "0164000cffe100176764000cacb40a0cfcf0800000030080000019078a155001000568ef0472c0fdf8f800",
    "0164001effe100186764001eacb405017fcb080000030008000003019078b17501000568ef0472c0fdf8f800"
  };

  /** A frame as a sink sees it. */
  private record Frame(boolean video, long ms, int compositionMs, boolean key, String bytes) {}

  private static final class Log {
    final ByteBuf tags = Unpooled.buffer();
    final List<Frame> frames = new ArrayList<>();
    final Random random;

    Log(long seed, int pictures) {
      random = new Random(seed);
      boolean sound = random.nextInt(4) > 0;
      boolean reordered = random.nextBoolean();
      long heard = 0;
      for (int i = 0; i < pictures; i++) {
        if (i % 50 == 0) {
          header(TagType.VIDEO, 40L * i, "17000000 00" + AVC[random.nextInt(2)]);
        }
        if (i == 0 && sound) {
          header(TagType.AUDIO, 0, "af001210");
        }
        int composition = reordered ? 40 * (2 + random.nextInt(3)) - 80 : 0;
        frame(true, 40L * i, composition, i % 50 == 0);
        while (sound && heard * 1024 * 1000 / 44_100 < 40L * (i + 1)) {
          frame(false, Math.round(heard++ * 1024_000.0 / 44_100), 0, true);
        }
      }
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
      tag(
          video ? TagType.VIDEO : TagType.AUDIO,
          ms,
          ByteBufUtil.getBytes(body.writeBytes(payload)));
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
  }

  private static void write(Path path, Log log) throws IOException {
    FileChannel file = FileChannel.open(path, CREATE, TRUNCATE_EXISTING, READ, WRITE);
    try (Mp4FileWriter out = new Mp4FileWriter(file, 0, Long.MAX_VALUE)) {
      out.write(log.tags, 0);
      out.finish();
    }
  }

  private static List<Frame> read(Path path) throws IOException {
    List<Frame> frames = new ArrayList<>();
    TagSamples samples =
        new TagSamples(
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
    try (Mp4FileReader in = new Mp4FileReader(FileChannel.open(path))) {
      ByteBuf tag = Unpooled.buffer();
      while (in.next(tag)) {
        samples.run(tag, 0);
        tag.clear();
      }
      assertThat(in.damage()).isNull();
    }
    return frames;
  }

  @Property(tries = 15)
  void everyFrameComesBack(@ForAll long seed) throws IOException {
    Path path = Files.createTempFile("round", ".mp4");
    try {
      Log log = new Log(seed, 1 + new Random(seed).nextInt(400));
      write(path, log);
      List<Frame> frames = read(path);

      assertThat(frames.stream().filter(Frame::video)).isEqualTo(log.of(true));
      List<Frame> sounds = frames.stream().filter(frame -> !frame.video()).toList();
      List<Frame> told = log.of(false);
      assertThat(sounds).hasSameSizeAs(told);
      for (int i = 0; i < told.size(); i++) {
        assertThat(sounds.get(i).bytes()).isEqualTo(told.get(i).bytes());
        assertThat(sounds.get(i).ms()).isBetween(told.get(i).ms() - 1, told.get(i).ms() + 1);
      }
    } finally {
      Files.delete(path);
    }
  }

  @Test
  void theIndexLiesBeforeTheMedia() throws IOException {
    Path path = Files.createTempFile("front", ".mp4");
    write(path, new Log(1, 100));
    ByteBuf file = Unpooled.wrappedBuffer(Files.readAllBytes(path));
    Files.delete(path);
    BoxCursor boxes = new BoxCursor(file, 0, file.writerIndex());
    List<String> types = new ArrayList<>();
    while (boxes.next()) {
      types.add(BoxCursor.text(boxes.type()));
    }
    assertThat(types).containsExactly("ftyp", "moov", "mdat");
    assertThat(boxes.end()).isEqualTo(file.writerIndex());
  }

  @Test
  void whatMp4CannotCarryIsNamed() throws IOException {
    Path path = Files.createTempFile("flash", ".mp4");
    FileChannel file = FileChannel.open(path, READ, WRITE);
    try (Mp4FileWriter out = new Mp4FileWriter(file, 0, Long.MAX_VALUE)) {
      ByteBuf run = Unpooled.buffer();
      TagLayout.writeHeader(run, TagType.VIDEO, 3, 0);
      TagLayout.writeTrailer(run.writeBytes(new byte[] {0x12, 1, 2}), 3);
      assertThatThrownBy(() -> out.write(run, 0))
          .isInstanceOf(UnsupportedInMp4Exception.class)
          .hasMessageContaining("Flash")
          .hasMessageContaining(".flv");
    } finally {
      Files.delete(path);
    }
  }
}
