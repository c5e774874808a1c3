package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagKindTest {
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "AVC header,            9, 17 00 000000 0164001f, video header",
    "AVC empty header,      9, 17 00 000000, video",
    "AVC keyframe,          9, 17 01 000050 00000001 65, video coded key",
    "AVC frame,             9, 27 01 000000 00000001 41, video coded",
    "AVC disposable frame,  9, 37 01 000000 00000001 01, video coded",
    "AVC key of no payload, 9, 17 01 000000, video",
    "AVC end marked as key, 9, 17 02 000000, video end",
    "HEVC by number,        9, 1c 01 000000 00, video coded key",
    "AV1 by number header,  9, 1d 00 000000 81, video header",
    "H.263 keyframe,        9, 12 00 00, video coded key",
    "command frame,         9, 57 00, video",
    "empty video,           9, '', video",
    "one byte of video,     9, 17, video",
    "hvc1 header,           9, 90 68766331 01, video ex header",
    "hvc1 empty header,     9, 90 68766331, video ex",
    "hvc1 key with time,    9, 91 68766331 000050 00, video ex coded key",
    "hvc1 key time alone,   9, 91 68766331 000050, video ex",
    "hvc1 frame,            9, a1 68766331 000000 00, video ex coded",
    "hvc1 key no time,      9, 93 68766331 00, video ex coded key",
    "av01 key,              9, 91 61763031 12, video ex coded key",
    "av01 key of nothing,   9, 91 61763031, video ex",
    "hvc1 end as key,       9, 92 68766331, video ex end",
    "av01 in TS form,       9, 95 61763031 80, video ex header",
    "colours by ffmpeg,     9, d4 68766331 02, video ex color",
    "colours by OBS,        9, 84 68766331 02, video ex color",
    "ex command,            9, d0 00, video ex",
    "FourCC cut,            9, 91 687663, video ex",
    "default track alone,   9, 96 01 68766331 00 000000 00, video ex coded key",
    "another track alone,   9, 96 01 68766331 01 000000 00, video ex coded extra",
    "another track header,  9, 96 00 68766331 01 01, video ex header extra",
    "two tracks,            9, 96 13 61763031 01 000001 00 00 000001 00, video ex coded key",
    "two tracks and codecs, 9, 96 23 61763031 00 000001 00 68766331 01 000001 00, video ex coded key",
    "track size too long,   9, 96 13 61763031 00 000009 00, video ex extra",
    "track within track,    9, 96 06 61763031 00 00, video ex",
    "unknown tracks,        9, 96 31 61763031 00 00, video ex",
    "ModEx,                 9, 97 02 0f4240 01 61763031 00, video ex coded key",
    "ModEx twice,           9, 97 00 00 07 00 00 01 61763031 00, video ex coded key",
    "ModEx cut,             9, 97 02 0f42, video ex",
    "ModEx long form cut,   9, 97 ff ffff 00, video ex",
    "ModEx for ever,        9, 97 000007 000007 000007 000007 000007 000007 000007 000007 000001 61763031 00, video ex",
    "AAC header,            8, af 00 1210, audio header",
    "AAC header of 1 byte,  8, af 00 12, audio",
    "AAC frame,             8, af 01 21, audio coded",
    "AAC silence,           8, af 01, audio",
    "MP3,                   8, 2f ff, audio coded",
    "MP3 silence,           8, 2f, audio",
    "empty audio,           8, '', audio",
    "Opus header,           8, 90 4f707573 4f, audio ex header",
    "AC-3 header of none,   8, 90 61632d33, audio ex header",
    "Opus frame,            8, 91 4f707573 fc, audio ex coded",
    "Opus silence,          8, 91 4f707573, audio ex",
    "Opus end,              8, 92 4f707573, audio ex end",
    "channel layout,        8, 94 4f707573 01 02 00000003, audio ex channels",
    "second audio track,    8, 95 01 6d703461 01 21, audio ex coded extra",
    "audio ModEx,           8, 97 00 00 01 4f707573 fc, audio ex coded",
    "onMetaData,           18, 02000a6f6e4d65746144617461 05, script metadata",
    "another name,         18, 02000a6f6e4d6574614461746f 05, script",
    "onMetaData of AMF3,   15, 00 02000a6f6e4d65746144617461, script metadata",
    "same w/o selector,    15, 02000a6f6e4d65746144617461, script metadata",
    "empty script,         18, '', script",
    "empty AMF3 script,    15, '', script",
    "no tag,                4, 17 01 000000 00, ''",
  })
  void tellsWhatATagIs(String what, int type, String body, String kind) {
    assertThat(words(Tags.kind(type, body))).as(what).isEqualTo(kind);
  }

  private static String words(int kind) {
    List<String> words = new ArrayList<>();
    if (TagKind.isVideo(kind)) words.add("video");
    if (TagKind.isAudio(kind)) words.add("audio");
    if (TagKind.isScript(kind)) words.add("script");
    if (TagKind.isEnhanced(kind)) words.add("ex");
    if (TagKind.isSequenceHeader(kind)) words.add("header");
    if (TagKind.isMetadata(kind)) words.add("metadata");
    if (TagKind.isColorInfo(kind)) words.add("color");
    if (TagKind.isChannelConfig(kind)) words.add("channels");
    if (TagKind.isCodedMedia(kind)) words.add("coded");
    if (TagKind.isKeyframe(kind)) words.add("key");
    if (TagKind.isEndOfSequence(kind)) words.add("end");
    if (TagKind.isExtraTrack(kind)) words.add("extra");
    return String.join(" ", words);
  }

  /** Bytes that lead deep into the parser more often than random ones do. */
  @Provide
  Arbitrary<byte[]> bodies() {
    Arbitrary<Byte> telling =
        Arbitraries.of(
                0x90, 0x91, 0x95, 0x96, 0x97, 0xD4, 0x17, 0xAF, 0x00, 0x01, 0x02, 0x13, 0x23, 0x07,
                0xFF)
            .map(Integer::byteValue);
    return Arbitraries.oneOf(telling, Arbitraries.bytes()).array(byte[].class).ofMaxSize(24);
  }

  @Property(tries = 3000)
  void readsNothingOutsideTheBody(
      @ForAll("bodies") byte[] body, @ForAll @IntRange(min = 7, max = 19) int type) {
    // A buffer that ends where the body does throws when more is read.
    ByteBuf buf = Unpooled.wrappedBuffer(new byte[5], body);
    int kind = TagKind.of(type, buf, 5, body.length);
    assertThat(TagKind.isKeyframe(kind) && !TagKind.isCodedMedia(kind)).isFalse();
    assertThat(TagKind.isHeader(kind) && TagKind.isCodedMedia(kind)).isFalse();

    MediaBody media = new MediaBody().reset(type, buf, 5, body.length);
    int tracks = 0;
    while (media.nextTrack()) {
      tracks++;
      assertThat(media.payloadStart()).isBetween(5, 5 + body.length);
      assertThat(media.payloadLength()).isBetween(0, 5 + body.length - media.payloadStart());
      assertThat(media.compositionTimeMs()).isBetween(-0x800000, 0x7FFFFF);
    }
    assertThat(tracks).isLessThanOrEqualTo(ExTracks.MAX_TRACKS);
  }
}
