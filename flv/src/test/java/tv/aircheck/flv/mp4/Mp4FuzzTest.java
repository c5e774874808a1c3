package tv.aircheck.flv.mp4;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.TagCursor;

/** Whatever a file holds, reading it ends, with words. */
class Mp4FuzzTest {
  /** More frames than a small file can hold mean that something is read over and over. */
  private static final int MOST_FRAMES = 1 << 20;

  @FuzzTest(maxDuration = "30s")
  void reader(byte[] content) throws IOException {
    Path path = Files.createTempFile("fuzz", ".mp4");
    Files.write(path, content);
    try {
      read(path);
    } finally {
      Files.delete(path);
    }
  }

  private static void read(Path path) throws IOException {
    ByteBuf tag = Unpooled.buffer();
    try (Mp4FileReader in = new Mp4FileReader(FileChannel.open(path, StandardOpenOption.READ))) {
      int frames = 0;
      while (in.next(tag)) {
        TagCursor tags = new TagCursor().reset(tag);
        while (tags.next()) {
          tags.kind();
        }
        tag.clear();
        if (++frames > MOST_FRAMES) {
          throw new AssertionError("no end of frames");
        }
      }
    } catch (CorruptMp4Exception expected) {
      if (expected.getMessage().isEmpty()) {
        throw new AssertionError("no words", expected);
      }
    }
  }

  /** A good file with a few of its bytes changed, most often in its index. */
  @Test
  void damagedFilesEndInWords() throws IOException {
    Path path = Files.createTempFile("damaged", ".mp4");
    List<byte[]> seeds = new ArrayList<>();
    for (String name : List.of("plain.mp4", "fragmented.mp4")) {
      try (var in = Mp4FuzzTest.class.getResourceAsStream("Mp4FuzzTestInputs/reader/" + name)) {
        seeds.add(in.readAllBytes());
      }
    }
    Random random = new Random(7);
    for (int i = 0; i < 600; i++) {
      byte[] content = seeds.get(i % seeds.size()).clone();
      int reach = Math.min(content.length, random.nextInt(4) == 0 ? content.length : 2_000);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        content[random.nextInt(reach)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
      }
      Files.write(path, content);
      read(path);
    }
    Files.delete(path);
  }
}
