package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlvFileReaderTest {
  @TempDir private Path folder;

  private FlvFileReader open(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("test.flv"), content);
    return new FlvFileReader(FileChannel.open(file, StandardOpenOption.READ));
  }

  private static byte[] file(int pictures) {
    ByteBuf out = Unpooled.buffer();
    TagLayout.writeFileHeader(out, true, true);
    out.writeBytes(Tags.log(pictures));
    return ByteBufUtil.getBytes(out);
  }

  /** Where each whole tag of a file ends, the end of the header first. */
  private static int[] borders(byte[] file) throws CorruptFlvException {
    TagCursor cursor =
        new TagCursor().reset(Unpooled.wrappedBuffer(file), TagLayout.FILE_HEADER, file.length);
    IntStream.Builder ends = IntStream.builder().add(TagLayout.FILE_HEADER);
    while (cursor.next()) {
      ends.add(cursor.end());
    }
    return ends.build().toArray();
  }

  @Test
  void readsEveryTagOfAFileLargerThanABlock() throws IOException {
    ByteBuf content = Unpooled.buffer();
    TagLayout.writeFileHeader(content, true, true);
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] body = new byte[i == 200 ? 700_000 : random.nextInt(4_000)];
      random.nextBytes(body);
      TagLayout.writeHeader(content, TagType.VIDEO, body.length, i);
      content.writeBytes(body);
      TagLayout.writeTrailer(content, body.length);
    }
    byte[] bytes = ByteBufUtil.getBytes(content);
    try (FlvFileReader reader = open(bytes)) {
      for (int i = 0; i < 400; i++) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.timestampMs()).isEqualTo(i);
        int at = (int) reader.offset();
        assertThat(reader.tag()).isEqualTo(content.slice(at, TagLayout.tagLength(content, at)));
      }
      assertThat(reader.next()).isFalse();
      assertThat(reader.damage()).isNull();
      assertThat(reader.wholeTagsEnd()).isEqualTo(bytes.length);
    }
  }

  @Test
  void aCutAtAnyByteLeavesTheWholeTagsBeforeIt() throws IOException {
    byte[] file = file(6);
    int[] borders = borders(file);
    for (int cut = 0; cut < file.length; cut++) {
      byte[] torn = Arrays.copyOf(file, cut);
      if (cut < TagLayout.FILE_HEADER) {
        assertThatThrownBy(() -> open(torn)).isInstanceOf(CorruptFlvException.class);
        continue;
      }
      int length = cut;
      int expected = Arrays.stream(borders).filter(end -> end <= length).max().orElseThrow();
      try (FlvFileReader reader = open(torn)) {
        assertThat(reader.wholeTagsEnd()).as("cut at %d", cut).isEqualTo(expected);
        assertThat(reader.damage() == null).isEqualTo(expected == cut);
      }
    }
  }

  @Test
  void aTailOfZerosIsCutOff() throws IOException {
    byte[] file = file(3);
    for (int zeros : new int[] {1, 11, 15, 4_096, 500_000}) {
      try (FlvFileReader reader = open(Arrays.copyOf(file, file.length + zeros))) {
        assertThat(reader.wholeTagsEnd()).isEqualTo(file.length);
        assertThat(reader.damage()).isNotNull();
      }
    }
  }

  @Test
  void aFlippedByteAnywhereIsSurvived() throws IOException {
    byte[] file = file(3);
    for (int at = 0; at < file.length; at++) {
      for (int bit : new int[] {1, 0x20, 0x80}) {
        byte[] flipped = file.clone();
        flipped[at] ^= (byte) bit;
        try (FlvFileReader reader = open(flipped)) {
          assertThat(reader.wholeTagsEnd())
              .isBetween((long) TagLayout.FILE_HEADER, (long) file.length);
        } catch (CorruptFlvException expected) {
          assertThat(at).isLessThan(9);
        }
      }
    }
  }

  static Stream<String> broken() {
    return Stream.of(
        "08 000001 000000 00 000000 2f 0000000d",
        "07 000001 000000 00 000000 2f 0000000c",
        "08 000001 000000 00 000001 2f 0000000c",
        "48 000001 000000 00 000000 2f 0000000c",
        "08 ffffff 000000 00 000000 2f 0000000c",
        "464c5601050000000900000000");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsNoTagEndsTheWholeOnes(String tail) throws IOException {
    byte[] file = file(2);
    ByteBuf content = Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(file), Tags.bytes(tail));
    try (FlvFileReader reader = open(ByteBufUtil.getBytes(content))) {
      assertThat(reader.wholeTagsEnd()).isEqualTo(file.length);
      assertThat(reader.damage()).contains(" at " + file.length);
    }
  }

  @Test
  void encryptedTagsArePassedOver() throws IOException {
    ByteBuf content = Unpooled.buffer();
    TagLayout.writeFileHeader(content, true, true);
    Tags.put(content, TagType.AUDIO | 0x20, 0, Tags.SOUND);
    Tags.put(content, TagType.AUDIO, 5, Tags.SOUND);
    try (FlvFileReader reader = open(ByteBufUtil.getBytes(content))) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.timestampMs()).isEqualTo(5);
      assertThat(reader.wholeTagsEnd()).isEqualTo(content.writerIndex());
    }
  }

  @Test
  void seekGoesOnAtATag() throws IOException {
    byte[] file = file(10);
    int[] borders = borders(file);
    try (FlvFileReader reader = open(file)) {
      reader.wholeTagsEnd();
      reader.seek(borders[3]);
      assertThat(reader.next()).isTrue();
      assertThat(reader.offset()).isEqualTo(borders[3]);
      assertThat(TagKind.isKeyframe(reader.kind())).isTrue();
      assertThat(ByteBufUtil.hexDump(reader.body())).isEqualTo(Tags.KEY.replace(" ", ""));
    }
  }
}
