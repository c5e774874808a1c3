package tv.aircheck.flv.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an MP4 asks of a codec's configuration or of its first frame. */
class SampleEntryFactsTest {
  /** What x264 wrote for 64x48 with pixels of 16:11, in the colours of BT.709, full range. */
  private static final String WIDE_PIXELS =
      "0142c00affe1001a6742c00ada11ec11b808080a000003000200000300141e244d4001000468ce0fc8";

  private static byte[] bytes(String hex) {
    return ByteBufUtil.decodeHexDump(hex.replace(" ", ""));
  }

  @Test
  void theShapeOfPixelsAndTheirColours() {
    assertThat(VideoSignal.of(FourCc.AVC, bytes(WIDE_PIXELS)))
        .isEqualTo(new VideoSignal(16, 11, 1, 1, 1, true));
    assertThat(VideoSignal.of(FourCc.AVC, bytes("0142c00affe1"))).isEqualTo(VideoSignal.UNKNOWN);
  }

  @Test
  void anOpusHeadOrTheUsualOne() {
    OpusHead head =
        OpusHead.of(bytes("4f70757348656164 01 06 3801 80bb0000 0100 01 04 02 000401020305"));
    assertThat(head.channels()).isEqualTo(6);
    assertThat(head.preSkip()).isEqualTo(312);
    assertThat(head.inputRate()).isEqualTo(48_000);
    assertThat(head.gain()).isEqualTo(1);
    assertThat(head.mapping()).hasSize(8);
    assertThat(OpusHead.of(new byte[0]).channels()).isEqualTo(2);
    assertThat(OpusHead.of(bytes("4f70757348656164 01 06")).channels()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "Opus, f800, 960",
    "Opus, f900, 1920",
    "Opus, fb0300, 2880",
    "Opus, 1800, 2880",
    "fLaC, fff8c918000000, 4096",
    "fLaC, fff8790c000fff00, 4096",
    ".mp3, fffb9064, 1152",
    ".mp3, fff39064, 576",
    "ac-3, 0b77, 1536",
    "ec-3, 0b77003f34, 1536",
    "ec-3, 0b77003f04, 256",
    "mp4a, 21, 1024"
  })
  void howLongAFrameIs(String codec, String frame, int samples) {
    byte[] bytes = bytes(frame);
    int fourCc = Unpooled.copiedBuffer(codec, US_ASCII).getInt(0);
    FrameLength length = FrameLength.of(fourCc, bytes("1210"));
    assertThat(length.samples(Unpooled.wrappedBuffer(bytes), 0, bytes.length)).isEqualTo(samples);
  }

  @Test
  void theBoxesOfDolbyCodecs() {
    // 48 kHz, 192 kbit/s, two channels.
    assertThat(Ac3Config.dac3(bytes("0b77 0000 14 40 4300 0000"))).isEqualTo(bytes("101140"));
    assertThat(Ac3Config.dac3(bytes("0000 0000 14 40 4300 0000"))).isEmpty();
    assertThat(Ac3Config.dec3(bytes("0b77 017f 34 80 0000 0000")))
        .hasSize(5)
        .startsWith(6, 0, 0x20);
  }

  @Test
  void theSizeOfAVp9Picture() {
    // Profile 0, a key frame of 320x180.
    byte[] frame = bytes("82 498342 00 13f00b30 00");
    assertThat(Vp9Frame.parse(frame).width()).isEqualTo(320);
    assertThat(Vp9Frame.parse(frame).height()).isEqualTo(180);
    assertThat(Vp9Frame.parse(bytes("86 00")).width()).isZero();
    assertThat(Vp9Frame.config(frame)).startsWith(0, 10, 0x82);
  }
}
