package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TagCursorTest {
  /** The body in hex. */
  private record Tag(int type, long timestampMs, String body) {}

  @Provide
  Arbitrary<List<Tag>> logs() {
    return Combinators.combine(
            Arbitraries.of(TagType.AUDIO, TagType.VIDEO, TagType.SCRIPT, TagType.SCRIPT_AMF3),
            Arbitraries.longs().between(0, 0xFFFFFFFFL),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(ByteBufUtil::hexDump))
        .as(Tag::new)
        .list()
        .ofMaxSize(20);
  }

  @Property(tries = 300)
  void everyTagWrittenIsWalkedOver(@ForAll("logs") List<Tag> log) throws CorruptFlvException {
    ByteBuf run = Unpooled.buffer().writeZero(3);
    for (Tag tag : log) {
      Tags.put(run, tag.type(), tag.timestampMs(), tag.body());
    }
    TagCursor cursor = new TagCursor().reset(run, 3, run.writerIndex());
    List<Tag> seen = new ArrayList<>();
    while (cursor.next()) {
      String body = ByteBufUtil.hexDump(run, cursor.bodyStart(), cursor.bodyLength());
      seen.add(new Tag(cursor.type(), cursor.timestampMs(), body));
      assertThat(cursor.kind()).isEqualTo(Tags.kind(cursor.type(), body));
    }
    assertThat(seen).isEqualTo(log);
    assertThat(cursor.end()).isEqualTo(run.writerIndex());
  }

  @Property(tries = 500)
  void anyBytesEndInOneKindOfException(@ForAll byte[] bytes) {
    TagCursor cursor = new TagCursor().reset(Unpooled.wrappedBuffer(bytes));
    try {
      boolean more = true;
      while (more) {
        more = cursor.next();
        assertThat(cursor.end()).isLessThanOrEqualTo(bytes.length);
      }
    } catch (CorruptFlvException expected) {
      assertThat(expected).hasMessageContaining("tag");
    }
  }

  @Test
  void aTornOrForeignTagIsNamed() throws CorruptFlvException {
    ByteBuf run = Tags.tag(TagType.AUDIO, 0, Tags.SOUND);
    int whole = run.writerIndex();
    Tags.put(run, TagType.AUDIO, 0, Tags.SOUND);
    TagCursor cursor = new TagCursor().reset(run, 0, run.writerIndex() - 1);
    assertThat(cursor.next()).isTrue();
    assertThatThrownBy(cursor::next)
        .isInstanceOf(CorruptFlvException.class)
        .hasMessageContaining("torn tag at " + whole);
    assertThat(cursor.end()).isEqualTo(whole);

    run.setByte(whole, 0);
    assertThatThrownBy(cursor.reset(run, whole, run.writerIndex())::next)
        .hasMessageContaining("type 0");
    run.setByte(whole, 8).setByte(run.writerIndex() - 1, 99);
    assertThatThrownBy(cursor.reset(run, whole, run.writerIndex())::next)
        .hasMessageContaining("back pointer 99");
  }

  @Test
  void timestampsUseAll32Bits() {
    ByteBuf tag = Tags.tag(TagType.VIDEO, 0xFEDCBA98L, "00");
    assertThat(ByteBufUtil.hexDump(tag, 0, 11)).isEqualTo("09000001dcba98fe000000");
    assertThat(TagLayout.timestampMs(tag, 0)).isEqualTo(0xFEDCBA98L);
    TagLayout.setTimestamp(tag, 0, (7L << 32) + 0x01FFFFFFL);
    assertThat(TagLayout.timestampMs(tag, 0)).isEqualTo(0x01FFFFFFL);
  }

  @Test
  void fileHeaderIsWrittenAsSpecified() {
    ByteBuf out = Unpooled.buffer();
    TagLayout.writeFileHeader(out, true, true);
    assertThat(ByteBufUtil.hexDump(out)).isEqualTo("464c5601050000000900000000");
    assertThat(out.readableBytes()).isEqualTo(TagLayout.FILE_HEADER);
  }
}
