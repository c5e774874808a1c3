package tv.aircheck.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;

class ClipTest {
  private static final int SECONDS = 60;

  private final Clip clip = new Clip();
  private final ByteBuf tags = Unpooled.buffer();

  @Test
  void weighsWhatItShould() {
    writeSeconds(SECONDS);

    assertThat((double) tags.readableBytes() / SECONDS)
        .isCloseTo(Clip.BYTES_PER_SECOND, within(Clip.BYTES_PER_SECOND * 0.01));
  }

  @Test
  void hasHeadersAndAKeyframeEveryTwoSeconds() throws Exception {
    Clip.writeHeaders(tags);
    writeSeconds(6);

    List<Long> keyframes = new ArrayList<>();
    int headers = 0;
    long last = 0;
    TagCursor cursor = new TagCursor().reset(tags);
    while (cursor.next()) {
      headers += TagKind.isSequenceHeader(cursor.kind()) ? 1 : 0;
      if (TagKind.isKeyframe(cursor.kind())) {
        keyframes.add(cursor.timestampMs());
      }
      assertThat(cursor.timestampMs()).isGreaterThanOrEqualTo(last);
      last = cursor.timestampMs();
    }
    assertThat(headers).isEqualTo(2);
    assertThat(keyframes).containsExactly(0L, 2_000L, 4_000L);
  }

  private void writeSeconds(int seconds) {
    while (clip.nextMs() < seconds * 1_000L) {
      clip.writeNext(tags);
    }
  }
}
