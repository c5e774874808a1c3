package tv.aircheck.flv;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tv.aircheck.flv.amf.Amf0Reader;
import tv.aircheck.flv.amf.Amf0Writer;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;

/**
 * The suite runs the seeds; {@code JAZZER_FUZZ=1 mvn test -Dtest=FlvFuzzTest#reader} goes looking
 * for more.
 */
class FlvFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void reader(byte[] content) throws IOException {
    Path path = Files.createTempFile("fuzz", ".flv");
    Files.write(path, content);
    StreamHeaders headers = new StreamHeaders();
    try (FlvFileReader reader =
        new FlvFileReader(FileChannel.open(path, StandardOpenOption.READ))) {
      while (reader.next()) {
        ByteBuf tag = reader.tag();
        if (headers.offer(reader.kind(), tag, 0, tag.readableBytes())) {
          headers.codecs();
        }
      }
      long end = reader.wholeTagsEnd();
      if (end > content.length || (reader.damage() == null && end != content.length)) {
        throw new AssertionError("whole tags end at " + end + " of " + content.length);
      }
    } catch (CorruptFlvException expected) {
      // Not an FLV file at all.
    } finally {
      Files.delete(path);
    }
  }

  @FuzzTest(maxDuration = "30s")
  void amf(byte[] message) {
    Amf0Reader in = Amf0Reader.ofAmf3Message(Unpooled.wrappedBuffer(message), AmfLimits.MESSAGE);
    ByteBuf out = Unpooled.buffer();
    try {
      while (in.hasMore()) {
        Object value = in.read();
        out.clear();
        Amf0Writer.write(out, value);
        // What was read can be written and read again, within more generous limits.
        new Amf0Reader(out, new AmfLimits(17, 1 << 16, 1 << 22)).read();
      }
    } catch (AmfException expected) {
      if (out.isReadable()) {
        throw new AssertionError("own bytes refused", expected);
      }
    }
  }
}
