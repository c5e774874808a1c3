package tv.aircheck.segmenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagType;
import tv.aircheck.segmenter.CutRule.Cut;

class CutRuleTest {
  private static final int KEYFRAME = kind(TagType.VIDEO, 0x17, 1, 0, 0, 0, 9);
  private static final int INTER = kind(TagType.VIDEO, 0x27, 1, 0, 0, 0, 9);
  private static final int VIDEO_HEADER = kind(TagType.VIDEO, 0x17, 0, 0, 0, 0, 1, 2, 3, 4);
  private static final int SOUND = kind(TagType.AUDIO, 0xAF, 1, 9);
  private static final int SOUND_HEADER = kind(TagType.AUDIO, 0xAF, 0, 0x12, 0x10);
  private static final int SCRIPT = kind(TagType.SCRIPT, 2, 0, 1, 'x');

  private final CutRule rule = new CutRule(SegmenterSettings.DEFAULT, CutState.START);
  private final List<String> cuts = new ArrayList<>();

  private static int kind(int type, int... body) {
    ByteBuf buf = Unpooled.buffer();
    for (int b : body) {
      buf.writeByte(b);
    }
    return TagKind.of(type, buf, 0, body.length);
  }

  private CutRuleTest tag(int kind, long ms) {
    Cut cut = rule.decide(kind, ms);
    if (cut != Cut.NONE) {
      cuts.add(ms + (cut == Cut.FORCED ? " forced" : ""));
    }
    rule.pass(kind, ms);
    return this;
  }

  @Test
  void atTheFirstKeyframePastEachMultiple() {
    for (long ms = 0; ms < 60_000; ms += 40) {
      tag(ms % 3_000 == 0 ? KEYFRAME : INTER, ms).tag(SOUND, ms + 5);
    }
    assertThat(cuts).containsExactly("12000", "21000", "30000", "42000", "51000");
  }

  @Test
  void aLongGroupOfPicturesSkipsMultiples() {
    for (long ms = 0; ms < 100_000; ms += 500) {
      tag(ms % 25_000 == 0 ? KEYFRAME : INTER, ms);
    }
    assertThat(cuts).containsExactly("25000", "50000", "75000");
  }

  @Test
  void withoutVideoAtTheFirstSoundPastEachMultiple() {
    tag(SOUND_HEADER, 0);
    for (long ms = 0; ms < 35_000; ms += 23) {
      tag(SCRIPT, ms + 20).tag(SOUND, ms);
    }
    assertThat(cuts).containsExactly("10005", "20010", "30015");
  }

  @Test
  void anywhereWhenNoKeyframeComes() {
    tag(KEYFRAME, 15_000);
    for (long ms = 15_000; ms < 200_000; ms += 100) {
      tag(INTER, ms).tag(SOUND, ms + 50);
    }
    tag(KEYFRAME, 200_000);
    assertThat(cuts)
        .containsExactly("15000", "70000 forced", "130000 forced", "190000 forced", "200000");
  }

  @Test
  void headersAndScriptsNeverCut() {
    tag(KEYFRAME, 0).tag(VIDEO_HEADER, 30_000).tag(SOUND_HEADER, 90_000).tag(SCRIPT, 90_000);
    assertThat(cuts).isEmpty();
    tag(INTER, 90_001);
    assertThat(cuts).containsExactly("90001 forced");
  }

  @Test
  void soundGoesOnCuttingUntilVideoComes() {
    tag(SOUND, 0).tag(SOUND, 10_000).tag(SOUND, 20_000).tag(VIDEO_HEADER, 25_000);
    tag(INTER, 25_000).tag(SOUND, 30_000).tag(KEYFRAME, 31_000).tag(SOUND, 40_000);
    assertThat(cuts).containsExactly("10000", "20000", "31000");
  }

  @Test
  void lateSoundAfterAKeyframeDoesNotCutAgain() {
    tag(KEYFRAME, 0)
        .tag(SOUND, 9_990)
        .tag(KEYFRAME, 10_000)
        .tag(SOUND, 9_995)
        .tag(KEYFRAME, 10_020);
    assertThat(cuts).containsExactly("10000");
  }
}
