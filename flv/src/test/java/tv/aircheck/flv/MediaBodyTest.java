package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.aircheck.flv.codec.FourCc;

class MediaBodyTest {
  @ParameterizedTest
  @CsvSource({
    "17 01 000050 aabb, avc1, 80, aabb",
    "17 01 ffffff aabb, avc1, -1, aabb",
    "1c 01 ffffb0 aabb, hvc1, -80, aabb",
    "91 68766331 7fffff aabb, hvc1, 8388607, aabb",
    "91 61766331 800000 aabb, avc1, -8388608, aabb",
    "93 68766331 aabb, hvc1, 0, aabb",
    "91 61763031 aabbcc, av01, 0, aabbcc",
    "97 02 0f4240 01 76703039 aa, vp09, 0, aa",
    "22 aa, ...., 0, aa",
  })
  void pictureLiesBehindItsCompositionTime(String hex, String codec, int timeMs, String payload) {
    ByteBuf buf = Tags.bytes(hex);
    MediaBody body = new MediaBody().reset(TagType.VIDEO, buf, 0, buf.readableBytes());
    assertThat(body.nextTrack()).isTrue();
    assertThat(FourCc.text(body.codec()).replace('\0', '.')).isEqualTo(codec);
    assertThat(body.compositionTimeMs()).isEqualTo(timeMs);
    assertThat(ByteBufUtil.hexDump(buf, body.payloadStart(), body.payloadLength()))
        .isEqualTo(payload);
    assertThat(body.nextTrack()).isFalse();
  }

  @Test
  void soundsOfBothForms() {
    ByteBuf classic = Tags.bytes(Tags.SOUND);
    MediaBody body = new MediaBody().reset(TagType.AUDIO, classic, 0, classic.readableBytes());
    assertThat(body.nextTrack()).isTrue();
    assertThat(body.codec()).isEqualTo(FourCc.AAC);
    assertThat(body.payloadStart()).isEqualTo(2);

    ByteBuf opus = Tags.bytes("91 4f707573 fcaa");
    body.reset(TagType.AUDIO, opus, 0, opus.readableBytes());
    assertThat(body.nextTrack()).isTrue();
    assertThat(body.codec()).isEqualTo(FourCc.OPUS);
    assertThat(body.payloadLength()).isEqualTo(2);
  }

  @Test
  void eachTrackOfAMessageHasItsOwnCodecAndTime() {
    ByteBuf buf = Tags.bytes("96 21 68766331 00 000005 ffffff aabb 61763031 07 000001 cc");
    MediaBody body = new MediaBody().reset(TagType.VIDEO, buf, 0, buf.readableBytes());
    assertThat(body.nextTrack()).isTrue();
    assertThat(body.codec()).isEqualTo(FourCc.HEVC);
    assertThat(body.compositionTimeMs()).isEqualTo(-1);
    assertThat(body.payloadLength()).isEqualTo(2);
    assertThat(body.nextTrack()).isTrue();
    assertThat(body.codec()).isEqualTo(FourCc.AV1);
    assertThat(body.track()).isEqualTo(7);
    assertThat(buf.getUnsignedByte(body.payloadStart())).isEqualTo((short) 0xCC);
    assertThat(body.nextTrack()).isFalse();
  }
}
