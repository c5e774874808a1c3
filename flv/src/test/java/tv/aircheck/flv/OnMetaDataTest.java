package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.flv.codec.FourCc;

class OnMetaDataTest {
  private static OnMetaData of(String name, Object value) {
    return new OnMetaData(AmfObject.ecmaArray().put(name, value));
  }

  @Test
  void whatIsWrittenIsAWholeTagAndReadsBack() throws CorruptFlvException, AmfException {
    OnMetaData metadata =
        new OnMetaData(AmfObject.object().put("duration", 12.5).put("width", 640.0));
    ByteBuf out = Unpooled.buffer();
    metadata.writeTag(out, 99);
    TagCursor cursor = new TagCursor().reset(out);
    assertThat(cursor.next()).isTrue();
    assertThat(TagKind.isMetadata(cursor.kind())).isTrue();
    assertThat(cursor.timestampMs()).isEqualTo(99);
    ByteBuf body = out.slice(cursor.bodyStart(), cursor.bodyLength());
    OnMetaData read = OnMetaData.read(cursor.type(), body, AmfLimits.MESSAGE);
    assertThat(read.fields().isEcmaArray()).isTrue();
    assertThat(read.durationSeconds()).isEqualTo(12.5);
    assertThat(read.width()).isEqualTo(640);
    assertThat(read.height()).isZero();
  }

  @Test
  void codecsComeAsIdsFourCcsAndLetters() {
    assertThat(of("videocodecid", 7.0).videoCodec()).isEqualTo(FourCc.AVC);
    assertThat(of("videocodecid", 12.0).videoCodec()).isEqualTo(FourCc.HEVC);
    assertThat(of("videocodecid", 1752589105.0).videoCodec()).isEqualTo(FourCc.HEVC);
    assertThat(of("videocodecid", "av01").videoCodec()).isEqualTo(FourCc.AV1);
    assertThat(of("audiocodecid", 10.0).audioCodec()).isEqualTo(FourCc.AAC);
    assertThat(of("audiocodecid", 1332770163.0).audioCodec()).isEqualTo(FourCc.OPUS);
    assertThat(of("audiocodecid", "mp4a").audioCodec()).isEqualTo(FourCc.AAC);
    assertThat(of("audiocodecid", 0.0).audioCodec()).isZero();
  }

  @Test
  void whatCannotBeIsNotKnown() {
    assertThat(of("duration", Double.NaN).durationSeconds()).isZero();
    assertThat(of("duration", -1.0).durationSeconds()).isZero();
    assertThat(of("width", 1e300).width()).isZero();
    assertThat(of("height", "tall").height()).isZero();
    assertThat(of("framerate", Double.POSITIVE_INFINITY).framesPerSecond()).isZero();
    assertThat(of("stereo", true).channels()).isEqualTo(2);
    assertThat(of("encoder", "x").channels()).isZero();
  }

  @Test
  void anotherNameIsRefusedAndNoValueIsEmpty() throws AmfException {
    assertThatThrownBy(
            () -> OnMetaData.read(TagType.SCRIPT, Tags.bytes("02000161 05"), AmfLimits.MESSAGE))
        .isInstanceOf(AmfException.class);
    ByteBuf bare = Tags.bytes("00 02000a6f6e4d65746144617461");
    assertThat(OnMetaData.read(TagType.SCRIPT_AMF3, bare, AmfLimits.MESSAGE).fields().isEmpty())
        .isTrue();
  }

  @Test
  void aCodecIsToldByItsNumberOrItsFourLetters() {
    assertThat(codecId(TagType.VIDEO, 0x17, 0, 0, 0, 0)).isEqualTo(7);
    assertThat(codecId(TagType.AUDIO, 0x2F, 0xFF)).isEqualTo(2);
    assertThat(codecId(TagType.VIDEO, 0x91, 'h', 'v', 'c', '1', 0, 0, 0, 1)).isEqualTo(FourCc.HEVC);
    assertThat(codecId(TagType.AUDIO, 0x91, 'a', 'c', '-', '3', 1)).isEqualTo(FourCc.AC3);
    assertThat(codecId(TagType.AUDIO, 0x95, 1, 'O', 'p', 'u', 's', 0, 1)).isEqualTo(FourCc.OPUS);
    assertThat(codecId(TagType.AUDIO, 0x91, 'a', 'c')).isNegative();
    assertThat(codecId(TagType.AUDIO)).isNegative();
  }

  private static long codecId(int type, int... body) {
    ByteBuf buf = Unpooled.buffer();
    for (int b : body) {
      buf.writeByte(b);
    }
    return OnMetaData.codecId(type, buf, 0, body.length);
  }

  @Test
  void whatIsThereIsTold() {
    OnMetaData said = of("audiocodecid", 0.0);
    assertThat(said.withCodec(TagType.AUDIO, 2).audioCodec()).isEqualTo(FourCc.MP3);
    assertThat(said.withCodec(TagType.AUDIO, FourCc.AC3).audioCodec()).isEqualTo(FourCc.AC3);
    assertThat(said.withCodec(TagType.AUDIO, -1).fields().has("audiocodecid")).isFalse();
    assertThat(said.withCodec(TagType.VIDEO, 7).fields().size()).isEqualTo(2);
    assertThat(said.fields().size()).isEqualTo(1);
  }
}
