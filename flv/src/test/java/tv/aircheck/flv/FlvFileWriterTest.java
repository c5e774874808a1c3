package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.flv.amf.AmfLimits;
import tv.aircheck.flv.amf.AmfObject;

class FlvFileWriterTest {
  @TempDir private Path folder;

  private Path write(int pictures, int keyframes, long... shifts) throws IOException {
    Path path = folder.resolve("out.flv");
    try (FlvFileWriter writer = new FlvFileWriter(create(path), headers(), keyframes)) {
      for (long shift : shifts) {
        writer.write(Tags.log(pictures), shift);
      }
      writer.finish();
    }
    return path;
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static StreamHeaders headers() {
    StreamHeaders headers = new StreamHeaders();
    Tags.offer(
        headers,
        TagType.SCRIPT,
        "02000a6f6e4d65746144617461 08 00000001 0007 656e636f646572 02000178 000009");
    Tags.offer(headers, TagType.VIDEO, Tags.AVC_HEADER);
    Tags.offer(headers, TagType.AUDIO, Tags.AAC_HEADER);
    return headers;
  }

  private static FlvFileReader open(Path path) throws IOException {
    return new FlvFileReader(FileChannel.open(path, StandardOpenOption.READ));
  }

  private static AmfObject metadata(Path path) throws IOException {
    try (FlvFileReader reader = open(path)) {
      assertThat(reader.next()).isTrue();
      return OnMetaData.read(reader.type(), reader.body(), AmfLimits.FILE).fields();
    }
  }

  @Test
  void metadataSaysWhatTheFileIs() throws IOException {
    Path path = write(100, 4, 0);
    AmfObject metadata = metadata(path);
    assertThat(metadata.number("duration", 0)).isEqualTo(4.0);
    assertThat(metadata.number("lasttimestamp", 0)).isEqualTo(3.96);
    assertThat(metadata.number("filesize", 0)).isEqualTo((double) Files.size(path));
    assertThat(metadata.number("width", 0)).isEqualTo(1920);
    assertThat(metadata.string("encoder", "")).isEqualTo("x");
    assertThat(metadata.bool("hasVideo", false)).isTrue();
    assertThat(Files.readAllBytes(path)[4]).isEqualTo((byte) 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 5, 1_000})
  void everyEntryOfTheIndexIsATagOfThatTime(int expectedKeyframes) throws IOException {
    Path path = write(100, expectedKeyframes, 0);
    AmfObject index = metadata(path).object("keyframes");
    List<?> positions = (List<?>) index.get("filepositions");
    List<?> times = (List<?>) index.get("times");
    assertThat(index.fields().keySet()).containsExactly("filepositions", "times");
    assertThat(positions).hasSameSizeAs(times).hasSize(Math.min(expectedKeyframes, 4) + 1);
    try (FlvFileReader reader = open(path)) {
      for (int i = 0; i < positions.size(); i++) {
        reader.seek(((Double) positions.get(i)).longValue());
        assertThat(reader.next()).isTrue();
        assertThat(reader.timestampMs() / 1000.0).isEqualTo(times.get(i));
        assertThat(TagKind.isKeyframe(reader.kind())).isEqualTo(i > 0);
        assertThat(TagKind.isSequenceHeader(reader.kind())).isEqualTo(i == 0);
      }
    }
  }

  @Test
  void tagsComeThroughInOrderAndOtherMetadataDoesNot() throws IOException {
    Path path = write(30, 4, 0, 1_200);
    List<Long> pictures = new ArrayList<>();
    int scripts = 0;
    try (FlvFileReader reader = open(path)) {
      while (reader.next()) {
        scripts += TagKind.isScript(reader.kind()) ? 1 : 0;
        if (TagKind.isVideo(reader.kind()) && TagKind.isCodedMedia(reader.kind())) {
          pictures.add(reader.timestampMs());
        }
      }
      assertThat(reader.damage()).isNull();
    }
    assertThat(scripts).isEqualTo(1);
    assertThat(pictures).hasSize(60).startsWith(0L, 40L).endsWith(2_320L, 2_360L).isSorted();
    assertThat(metadata(path).number("duration", 0)).isEqualTo(2.4);
  }

  @Test
  void timesPast31BitsAreKept() throws IOException {
    long month = 30L * 86_400_000;
    Path path = write(30, 2, 0, month);
    AmfObject metadata = metadata(path);
    assertThat(metadata.number("lasttimestamp", 0)).isEqualTo((month + 29 * 40) / 1000.0);
    try (FlvFileReader reader = open(path)) {
      long last = 0;
      while (reader.next()) {
        last = reader.timestampMs();
      }
      assertThat(last).isEqualTo(month + 29 * 40);
    }
  }

  @Test
  void soundAloneHasNoIndexAndSaysSo() throws IOException {
    Path path = folder.resolve("sound.flv");
    StreamHeaders headers = new StreamHeaders();
    Tags.offer(headers, TagType.AUDIO, Tags.AAC_HEADER);
    ByteBuf sound = Unpooled.buffer();
    for (int i = 0; i < 10; i++) {
      Tags.put(sound, TagType.AUDIO, 23L * i, Tags.SOUND);
    }
    try (FlvFileWriter writer = new FlvFileWriter(create(path), headers, 0)) {
      writer.write(sound, 0);
      writer.finish();
    }
    AmfObject metadata = metadata(path);
    assertThat(Files.readAllBytes(path)[4]).isEqualTo((byte) 4);
    assertThat(metadata.bool("hasKeyframes", true)).isFalse();
    assertThat((List<?>) metadata.object("keyframes").get("times")).isEmpty();
    assertThat(metadata.number("duration", 0)).isEqualTo(0.23);
  }

  @Test
  void anUnfinishedFileStillReads() throws IOException {
    Path path = folder.resolve("cut.flv");
    FlvFileWriter writer = new FlvFileWriter(create(path), headers(), 400);
    ByteBuf run = Tags.log(100);
    for (int i = 0; i < 100; i++) {
      writer.write(run, 4_000L * i);
    }
    writer.close();
    writer.close();
    try (FlvFileReader reader = open(path)) {
      assertThat(reader.wholeTagsEnd()).isEqualTo(Files.size(path)).isGreaterThan(250_000);
    }
  }
}
