package tv.aircheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class FlvTextTest {
  private static final LogShape SHORT = LogShape.plain(1, 80);

  @Test
  void aFileInWords() {
    assertThat(FlvText.ofFile(GeneratedLog.of(SHORT).file()))
        .map(line -> line.replaceAll(" +", " ").replaceAll("crc=\\w+ ", ""))
        .startsWith("FLV audio video", "13 0 ms script 90 onMetaData")
        .anyMatch(line -> line.endsWith("key avc header"))
        .anyMatch(line -> line.endsWith("key avc cts=0"))
        .anyMatch(line -> line.endsWith("inter avc cts=0"))
        .anyMatch(line -> line.endsWith("aac header"));
  }

  @Test
  void enhancedCodecsByTheirNames() {
    LogShape shape =
        SHORT.withVideo(VideoShape.plain().asHevc().withBFrames(1)).withAudio(AudioShape.opus());

    assertThat(FlvText.ofLog(GeneratedLog.of(shape).bytes(), 100))
        .anyMatch(line -> line.endsWith("key hvc1 header"))
        .anyMatch(line -> line.endsWith("key hvc1 frame"))
        .anyMatch(line -> line.endsWith("Opus frame"))
        .first()
        .asString()
        .startsWith("100 ");
  }

  @Test
  void aTornTailIsALine() {
    ByteBuf log = GeneratedLog.of(SHORT).bytes();

    assertThat(FlvText.ofLog(log.slice(0, log.readableBytes() - 1), 0))
        .last()
        .asString()
        .contains("torn");
    assertThat(FlvText.ofFile(Unpooled.wrappedBuffer(new byte[3])))
        .singleElement()
        .asString()
        .contains("not an FLV");
  }
}
