package tv.aircheck.flv.mp4;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;

/** What is written as MP4 and read again is what it was, in every shape and size. */
class Mp4RoundTripTest {
  private static void write(Path path, FrameLog log) throws IOException {
    FileChannel file = FileChannel.open(path, CREATE, TRUNCATE_EXISTING, READ, WRITE);
    try (Mp4FileWriter out = new Mp4FileWriter(file, 0, Long.MAX_VALUE)) {
      out.write(log.tags, 0);
      out.finish();
    }
  }

  private static List<FrameLog.Frame> read(Path path) throws IOException {
    List<FrameLog.Frame> frames = new ArrayList<>();
    TagSamples samples = FrameLog.collecting(frames);
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
      FrameLog log = new FrameLog(seed, 1 + new Random(seed).nextInt(400));
      write(path, log);
      List<FrameLog.Frame> frames = read(path);

      assertThat(frames.stream().filter(FrameLog.Frame::video)).isEqualTo(log.of(true));
      List<FrameLog.Frame> sounds = frames.stream().filter(frame -> !frame.video()).toList();
      List<FrameLog.Frame> told = log.of(false);
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
    write(path, new FrameLog(1, 100));
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
