package tv.aircheck.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.flv.amf.Amf0Writer;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LogShape;

class PreambleTest {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(7, 1_000));
  private static final SegmentHead HEAD =
      new SegmentHead(
          TestLog.TAKE,
          123_456,
          10_040,
          1_763_800_010_077L,
          false,
          new CutState(true, 8_000, 10_020));

  @Provide
  Arbitrary<SegmentHead> heads() {
    Arbitrary<Long> whole = Arbitraries.longs().between(-1, 1L << 53);
    Arbitrary<Long> ms = Arbitraries.longs().between(0, 0xFFFFFFFFL);
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<CutState> states = Combinators.combine(flag, whole, whole).as(CutState::new);
    Arbitrary<TakeIdentity> takes =
        Combinators.combine(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().ofMaxLength(40),
                whole)
            .as(
                (take, app, name, at) ->
                    new TakeIdentity(clean(take), clean(app), clean(name), at));
    return Combinators.combine(takes, whole, ms, whole, flag, states).as(SegmentHead::new);
  }

  /** What has no form in UTF-8 does not survive it. */
  private static String clean(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Property(tries = 200)
  void whatWasWrittenIsReadBack(@ForAll("heads") SegmentHead head, @ForAll Random random)
      throws CorruptFlvException {
    StreamHeaders headers = random.nextBoolean() ? new StreamHeaders() : headers();
    ByteBuf written = Preamble.write(head, headers);
    int headBytes = written.readableBytes();
    written.writeBytes(GeneratedLog.of(LogShape.plain(1, 200)).bytes());

    Preamble parsed = Preamble.parse(written);
    assertThat(parsed.head()).isEqualTo(head);
    assertThat(parsed.headBytes()).isEqualTo(headBytes);
    assertThat(hex(Preamble.write(parsed.head(), parsed.headers())))
        .isEqualTo(hex(written.slice(0, headBytes)));
    assertThat(parsed.headers().codecs()).isEqualTo(headers.codecs());
  }

  private static String hex(ByteBuf buf) {
    return ByteBufUtil.hexDump(buf);
  }

  private static StreamHeaders headers() {
    StreamHeaders headers = new StreamHeaders();
    for (GeneratedTag tag : LOG.tags()) {
      if (tag.kind().isHeader()) {
        ByteBuf bytes = Unpooled.buffer();
        tag.writeTo(bytes);
        int kind = TagKind.of(tag.type(), bytes, TagLayout.HEADER, tag.body().readableBytes());
        headers.offer(kind, bytes, 0, bytes.writerIndex());
      }
    }
    return headers;
  }

  private static void offer(StreamHeaders headers, AmfObject metadata) {
    ByteBuf body = Unpooled.buffer();
    Amf0Writer.writeString(body, "onMetaData");
    Amf0Writer.writeObject(body, metadata);
    ByteBuf tag = Unpooled.buffer();
    TagLayout.writeHeader(tag, TagType.SCRIPT, body.readableBytes(), 0);
    tag.writeBytes(body);
    TagLayout.writeTrailer(tag, body.writerIndex());
    int kind = TagKind.of(TagType.SCRIPT, tag, TagLayout.HEADER, body.writerIndex());
    headers.offer(kind, tag, 0, tag.writerIndex());
  }

  @Example
  void aPlayerFindsTheStreamsOwnFieldsAndTheCodecHeaders() throws CorruptFlvException {
    AmfObject own =
        AmfObject.object()
            .put("width", 1920.0)
            .put("encoder", "obs")
            .put("tags", List.of("a", 1.0));
    StreamHeaders headers = headers();
    offer(headers, own);
    ByteBuf file = Preamble.write(HEAD, headers);

    assertThat(
            file.readSlice(TagLayout.FILE_HEADER)
                .toString(0, 3, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("FLV");
    TagCursor tags = new TagCursor().reset(file);
    StreamHeaders seen = new StreamHeaders();
    while (tags.next()) {
      assertThat(tags.timestampMs()).isEqualTo(tags.type() == TagType.SCRIPT ? 0 : HEAD.startMs());
      seen.offer(tags.kind(), file, tags.start(), tags.end());
    }
    assertThat(seen.codecs()).isEqualTo(headers.codecs());
    assertThat(seen.metadata().remove("aircheck").fields()).isEqualTo(own.fields());
  }

  @Example
  void aPlayerIsNotToldTheLengthOfTheFileThatWasPublished() throws CorruptFlvException {
    StreamHeaders headers = new StreamHeaders();
    offer(headers, AmfObject.object().put("duration", 24.0).put("filesize", 1e6).put("width", 9.0));

    AmfObject fields = Preamble.parse(Preamble.write(HEAD, headers)).headers().metadata();

    assertThat(fields.fields()).containsOnlyKeys("width");
  }

  @Example
  void aSegmentPublishedAnewDoesNotPassForItself() throws CorruptFlvException {
    StreamHeaders headers = new StreamHeaders();
    offer(headers, AmfObject.object().put("aircheck", AmfObject.object().put("take", "another")));
    Preamble parsed = Preamble.parse(Preamble.write(HEAD, headers));
    assertThat(parsed.head()).isEqualTo(HEAD);
    assertThat(parsed.headers().metadata().isEmpty()).isTrue();
  }

  @Example
  void aTornOrForeignHeadIsRefused() {
    ByteBuf whole = Preamble.write(HEAD, headers());
    for (int length = 0; length < whole.readableBytes(); length++) {
      ByteBuf torn = whole.slice(0, length);
      assertThatThrownBy(() -> Preamble.parse(torn)).isInstanceOf(CorruptFlvException.class);
    }
    ByteBuf foreign = GeneratedLog.of(LogShape.plain(1, 1_000)).file();
    assertThatThrownBy(() -> Preamble.parse(foreign)).hasMessageContaining("aircheck");
  }

  @Property(tries = 1_000)
  void damageIsNeverWorseThanARefusal(@ForAll Random random) {
    ByteBuf file = Preamble.write(HEAD, headers());
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      file.setByte(random.nextInt(file.readableBytes()), random.nextInt(256));
    }
    try {
      Preamble.parse(file);
    } catch (CorruptFlvException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
