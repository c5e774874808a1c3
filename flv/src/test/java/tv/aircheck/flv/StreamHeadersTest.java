package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StreamHeadersTest {
  private static final String METADATA =
      "02000a6f6e4d65746144617461 08 00000001 000c 766964656f636f6465636964 00 401c000000000000 000009";
  private static final String HEVC_TRACK_1 = "96 00 68766331 01 0104";

  private final StreamHeaders headers = new StreamHeaders();

  @Test
  void whatIsInForceIsWrittenInOneOrder() throws CorruptFlvException {
    Tags.offer(headers, TagType.AUDIO, Tags.AAC_HEADER);
    Tags.offer(headers, TagType.VIDEO, HEVC_TRACK_1);
    Tags.offer(headers, TagType.VIDEO, Tags.COLOR);
    Tags.offer(headers, TagType.VIDEO, Tags.AVC_HEADER);
    Tags.offer(headers, TagType.SCRIPT, METADATA);

    ByteBuf expected = Unpooled.buffer();
    Tags.put(expected, TagType.SCRIPT, 7_000, METADATA);
    Tags.put(expected, TagType.VIDEO, 7_000, Tags.AVC_HEADER);
    Tags.put(expected, TagType.VIDEO, 7_000, Tags.COLOR);
    Tags.put(expected, TagType.VIDEO, 7_000, HEVC_TRACK_1);
    Tags.put(expected, TagType.AUDIO, 7_000, Tags.AAC_HEADER);
    ByteBuf out = Unpooled.buffer();
    headers.writeTo(out, 7_000);
    assertThat(out).isEqualTo(expected);
    assertThat(headers.hasVideo()).isTrue();
    assertThat(headers.hasAudio()).isTrue();
  }

  @Test
  void theSameHeaderAgainIsNoChange() {
    assertThat(Tags.offerReporting(headers, TagType.VIDEO, Tags.AVC_HEADER)).isTrue();
    assertThat(Tags.offerReporting(headers, TagType.VIDEO, Tags.AVC_HEADER)).isFalse();
    assertThat(Tags.offerReporting(headers, TagType.VIDEO, HEVC_TRACK_1)).isTrue();
    assertThat(Tags.offerReporting(headers, TagType.VIDEO, Tags.AVC_HEADER)).isFalse();
    assertThat(Tags.offerReporting(headers, TagType.VIDEO, "17 00 000000 014d401f")).isTrue();
    assertThat(Tags.offerReporting(headers, TagType.SCRIPT, METADATA)).isTrue();
    assertThat(Tags.offerReporting(headers, TagType.SCRIPT, METADATA)).isFalse();
  }

  @Test
  void framesAndGiantsAreNotKept() {
    assertThat(Tags.offerReporting(headers, TagType.VIDEO, Tags.KEY)).isFalse();
    assertThat(Tags.offerReporting(headers, TagType.VIDEO, "17 00 000000" + "01".repeat(70_000)))
        .isFalse();
    for (int track = 0; track < 200; track++) {
      Tags.offer(headers, TagType.VIDEO, String.format("96 00 68766331 %02x 01", track));
    }
    ByteBuf out = Unpooled.buffer();
    headers.writeTo(out, 0);
    assertThat(out.readableBytes()).isLessThan(32 * 40);
  }

  @Test
  void aMessageOfManyTracksIsTheSameAsOneForEach() {
    StreamHeaders apart = new StreamHeaders();
    Tags.offer(apart, TagType.VIDEO, "96 00 68766331 00 0104");
    Tags.offer(apart, TagType.VIDEO, HEVC_TRACK_1);
    assertThat(
            Tags.offerReporting(
                headers, TagType.VIDEO, "96 10 68766331 00 000002 0104 01 000002 0104"))
        .isTrue();
    ByteBuf one = Unpooled.buffer();
    ByteBuf other = Unpooled.buffer();
    headers.writeTo(one, 0);
    apart.writeTo(other, 0);
    assertThat(one).isEqualTo(other);
    assertThat(Tags.offerReporting(headers, TagType.VIDEO, HEVC_TRACK_1)).isFalse();
  }

  @Test
  void aCopyGoesItsOwnWay() {
    Tags.offer(headers, TagType.VIDEO, Tags.AVC_HEADER);
    StreamHeaders copy = headers.copy();
    Tags.offer(headers, TagType.AUDIO, Tags.AAC_HEADER);
    assertThat(copy.hasAudio()).isFalse();
    assertThat(copy.hasVideo()).isTrue();
    assertThat(new StreamHeaders().isEmpty()).isTrue();
  }

  @Test
  void summaryComesFromTheConfigurations() {
    Tags.offer(headers, TagType.VIDEO, Tags.AVC_HEADER);
    Tags.offer(headers, TagType.AUDIO, Tags.AAC_HEADER);
    assertThat(headers.codecs())
        .isEqualTo(new CodecSummary("avc1.f40028", "mp4a.40.2", 1920, 1080, 44100, 2));
  }

  @Test
  void summaryFallsBackOnMetadata() {
    Tags.offer(headers, TagType.SCRIPT, METADATA);
    assertThat(headers.codecs().video()).isEqualTo("avc1");
    assertThat(headers.metadata().number("videocodecid", 0)).isEqualTo(7);
    assertThat(new StreamHeaders().codecs()).isEqualTo(CodecSummary.NONE);
  }

  @Test
  void unreadableMetadataIsPassedOnAndHintsNothing() {
    Tags.offer(headers, TagType.SCRIPT, "02000a6f6e4d65746144617461 08 0000");
    assertThat(headers.metadata().isEmpty()).isTrue();
    ByteBuf out = Unpooled.buffer();
    headers.writeTo(out, 0);
    assertThat(out.readableBytes()).isEqualTo(TagLayout.OVERHEAD + 16);
  }

  @Provide
  Arbitrary<List<String>> offers() {
    return Arbitraries.of(
            Tags.AVC_HEADER,
            HEVC_TRACK_1,
            Tags.COLOR,
            "17 00 000000 0164001f",
            "90 61763031 81",
            "84 68766331 02 00")
        .list()
        .ofMaxSize(12);
  }

  /** One who saw each tag once and one who saw some again agree, whatever was resent in between. */
  @Property(tries = 200)
  void resentTagsDoNotShow(@ForAll("offers") List<String> offers) {
    StreamHeaders once = new StreamHeaders();
    StreamHeaders often = new StreamHeaders();
    for (String offer : offers) {
      Tags.offer(once, TagType.VIDEO, offer);
      Tags.offer(often, TagType.VIDEO, offer);
      Tags.offer(often, TagType.VIDEO, offer);
    }
    ByteBuf one = Unpooled.buffer();
    ByteBuf other = Unpooled.buffer();
    once.writeTo(one, 5);
    often.copy().writeTo(other, 5);
    assertThat(one).isEqualTo(other);

    // What was written, read again, says the same: so a joiner's headers equal the publisher's.
    StreamHeaders joiner = new StreamHeaders();
    TagCursor cursor = new TagCursor().reset(one);
    try {
      while (cursor.next()) {
        joiner.offer(cursor.kind(), cursor.run(), cursor.start(), cursor.end());
      }
    } catch (CorruptFlvException impossible) {
      throw new AssertionError(impossible);
    }
    ByteBuf third = Unpooled.buffer();
    joiner.writeTo(third, 5);
    assertThat(third).isEqualTo(one);
  }
}
