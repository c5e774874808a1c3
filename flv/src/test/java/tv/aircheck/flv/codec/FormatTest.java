package tv.aircheck.flv.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  private static final int[] ALL = {
    FourCc.AVC,
    FourCc.HEVC,
    FourCc.VVC,
    FourCc.AV1,
    FourCc.VP9,
    FourCc.VP8,
    FourCc.AAC,
    FourCc.MP3,
    FourCc.OPUS,
    FourCc.FLAC,
    FourCc.AC3,
    FourCc.EAC3,
    0
  };

  private static int fourCc(String letters) {
    return letters.charAt(0) << 24
        | letters.charAt(1) << 16
        | letters.charAt(2) << 8
        | letters.charAt(3);
  }

  private static byte[] bytes(String hex) {
    return ByteBufUtil.decodeHexDump(hex.replace(" ", ""));
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource({
    "avc1, 01f40028ffe1001b67f40028919680780227e270110000030001000003000a0f1832a001000568ce0f1920fff8f800, avc1.f40028 1920x1080",
    "avc1, 014d4020ffe1001a674d4020eca02805df970110000003001000000300a1f162d96001000568fba3cb20, avc1.4d4020 1280x720",
    "avc1, 0164001f, avc1.64001f 0x0",
    "avc1, 0164001fffe1ffff67f4, avc1.64001f 0x0",
    "avc1, 00, avc1 0x0",
    "hvc1, 0104080000009e080000000078f000fcfff8f800000f03a00001001740010c01ffff0408000003009e08000003000078959409a10001002f4201010408000003009e08000003000078900078100220f89cb2b2a5261780b7020200040000030004000003001420a2000100084401c07318301890, hvc1.4.10.L120.9E.8 1920x1080",
    "hvc1, 0101 60000000 b00000000000 5d f000, hvc1.1.6.L93.B0 0x0",
    "hvc1, 012160000000b00000000000 5d f000fcfdf8f800000f00, hvc1.1.6.H93.B0 0x0",
    "av01, 812100000a0d2000000cc4ff6736be48086801, av01.1.01M.08 640x360",
    "av01, 81040c000a0a00000024c4ffdf006802, av01.0.04M.08 640x480",
    "av01, 81 08 4c 00, av01.0.08M.10 0x0",
    "vp09, 01000000 00 1f 80 02 02 02 0000, vp09.00.31.08 0x0",
    "vp09, 02 00 a0 02 02 02 0000, vp09.02.10.10 0x0",
    "vvc1, 00, vvc1 0x0",
  })
  void picture(String codec, String config, String expected) {
    VideoFormat format = VideoFormat.of(fourCc(codec), bytes(config));
    assertThat(format.codec() + " " + format.width() + "x" + format.height()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource({
    "mp4a, 121056e500, mp4a.40.2 44100 2",
    "mp4a, 1190, mp4a.40.2 48000 2",
    "mp4a, 13885600, mp4a.40.2 22050 1",
    "mp4a, 2b920800, mp4a.40.5 44100 2",
    "mp4a, 11b0, mp4a.40.2 48000 6",
    "mp4a, 11b8, mp4a.40.2 48000 8",
    "mp4a, 12, mp4a 0 0",
    "mp4a, '', mp4a 0 0",
    "Opus, 4f70757348656164 01 06 3801 80bb0000 0000 01, opus 48000 6",
    "Opus, '', opus 48000 2",
    "fLaC, 1000100000000e0010d50ac442f0000001f4 00112233445566778899aabbccddeeff, fLaC 44100 2",
    "fLaC, 80000022 1000100000000e0010d50bb802f0000001f4 00112233445566778899aabbccddeeff, fLaC 48000 2",
    "fLaC, 664c6143 80000022 1000100000000e0010d517700af0000001f4 00112233445566778899aabbccddeeff, fLaC 96000 6",
    "fLaC, 00, fLaC 0 0",
    "ac-3, '', ac-3 0 0",
    ".mp3, '', mp4a.40.34 0 0",
  })
  void sound(String codec, String config, String expected) {
    assertThat(words(AudioFormat.of(fourCc(codec), bytes(config)))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource({
    "ac-3, 0b77 0000 14 40 43 e0, ac-3 48000 2",
    "ac-3, 0b77 0000 5e 40 e0 00, ac-3 44100 5",
    "ec-3, 0b77 01ff 3f 86 ff fa, ec-3 48000 6",
    "ac-3, 0000, ac-3 0 0",
    ".mp3, fffb9064, mp4a.40.34 44100 2",
    ".mp3, fff384c4, mp4a.40.34 24000 1",
    ".mp3, 0102, mp4a.40.34 0 0",
  })
  void soundByItsFrames(String codec, String frame, String expected) {
    assertThat(words(AudioFormat.ofFrame(fourCc(codec), bytes(frame)))).isEqualTo(expected);
  }

  private static String words(AudioFormat format) {
    return format.codec() + " " + format.sampleRate() + " " + format.channels();
  }

  @Property(tries = 3000)
  void damageIsSurvived(@ForAll byte[] config, @ForAll @IntRange(min = 0, max = 12) int which) {
    // A first byte that gets past the version check.
    if (config.length > 0) {
      config[0] = which == 3 ? (byte) 0x81 : 1;
    }
    VideoFormat video = VideoFormat.of(ALL[which], config);
    assertThat(video.width()).isBetween(0, 65_536);
    assertThat(AudioFormat.of(ALL[which], config).channels()).isBetween(0, 255);
    assertThat(AudioFormat.ofFrame(ALL[which], config).codec()).isNotEmpty();
  }
}
