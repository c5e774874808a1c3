package tv.aircheck.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.testkit.LeakGuard;

/** However messages are cut into chunks, and chunks into reads, the same messages come out. */
@AddLifecycleHook(LeakGuard.class)
class ChunkRoundTripTest {
  private static final int SMALLEST_FOR_LARGE = 128;
  private static final int OFFSET_MS = 700;

  record Script(List<Received> messages, int chunkSize, List<Integer> reads) {}

  @Provide
  Arbitrary<Received> message() {
    Arbitrary<Integer> timestamps =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 5_000),
            Arbitraries.integers().between(0xFFFFF0, 0x1000010),
            Arbitraries.integers());
    Arbitrary<byte[]> bodies =
        Arbitraries.oneOf(
                Arbitraries.integers().between(0, 300),
                Arbitraries.integers().between(0, 4000),
                Arbitraries.integers().between(0, 20_000))
            .flatMap(length -> Arbitraries.randomValue(random -> bytes(random, length)));
    return Combinators.combine(
            Arbitraries.of(8, 9, 18), Arbitraries.of(1, 1, 1, 2), timestamps, bodies)
        .as(
            (type, stream, timestamp, body) ->
                new Received(type, stream, timestamp, ByteBufUtil.hexDump(body)));
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Provide
  Arbitrary<Script> script() {
    return Combinators.combine(
            message().list().ofMinSize(1).ofMaxSize(6),
            Arbitraries.of(1, 2, 127, 128, 1000, 4096, 65_536),
            Arbitraries.integers().between(20, 5000).list().ofMinSize(1).ofMaxSize(9))
        .as(Script::new);
  }

  @Property(tries = 100)
  void whatGoesInComesOut(@ForAll("script") Script script) throws CorruptFlvException {
    int chunkSize = affordable(script);
    List<ByteBuf> reads = Chunks.split(encode(script.messages(), chunkSize), script.reads());

    assertThat(Chunks.decode(Chunks.LIMITS, reads)).isEqualTo(withChunkSize(script, chunkSize));
  }

  @Property(tries = 40)
  void readsMayBreakAnywhere(
      @ForAll("script") Script script, @ForAll @IntRange(min = 1, max = 3) int step)
      throws CorruptFlvException {
    List<Received> small =
        script.messages().stream().filter(message -> message.hex().length() < 2_000).toList();
    Script narrow = new Script(small, script.chunkSize(), List.of(step));
    List<ByteBuf> reads = Chunks.split(encode(small, script.chunkSize()), narrow.reads());

    assertThat(Chunks.decode(Chunks.LIMITS, reads))
        .isEqualTo(withChunkSize(narrow, script.chunkSize()));
  }

  @Property(tries = 100)
  void runsOfTagsComeOutAsMessages(
      @ForAll("script") Script script, @ForAll boolean inPlace, @ForAll boolean pooled)
      throws CorruptFlvException {
    List<Received> ofOneStream =
        script.messages().stream()
            .map(m -> new Received(m.typeId(), 1, m.timestamp(), m.hex()))
            .toList();
    Script tags = new Script(ofOneStream, script.chunkSize(), script.reads());
    int chunkSize = affordable(tags);
    ByteBuf run = pooled ? PooledByteBufAllocator.DEFAULT.directBuffer() : Unpooled.buffer();
    for (Received tag : tags.messages()) {
      byte[] body = ByteBufUtil.decodeHexDump(tag.hex());
      TagLayout.writeHeader(run, tag.typeId(), body.length, tag.timestamp() - OFFSET_MS);
      run.writeBytes(body);
      TagLayout.writeTrailer(run, body.length);
    }
    ByteBuf wire =
        encode(
            chunkSize,
            encoder -> {
              if (inPlace) {
                encoder.tagsInPlace(run, 1, OFFSET_MS);
              } else {
                encoder.tags(run, 1, OFFSET_MS);
              }
              run.release();
            });
    List<ByteBuf> reads = Chunks.split(wire, tags.reads());

    assertThat(Chunks.decode(Chunks.LIMITS, reads)).isEqualTo(withChunkSize(tags, chunkSize));
  }

  /** Tiny chunks are refused for large messages. */
  private static int affordable(Script script) {
    boolean large = script.messages().stream().anyMatch(m -> m.hex().length() > 2 * 4096);
    return large ? Math.max(SMALLEST_FOR_LARGE, script.chunkSize()) : script.chunkSize();
  }

  private static ByteBuf encode(List<Received> messages, int chunkSize) throws CorruptFlvException {
    return encode(
        chunkSize,
        encoder -> {
          for (Received message : messages) {
            int type = message.typeId();
            ByteBuf body = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(message.hex()));
            int chunkStream = ChunkEncoder.chunkStreamOf(type);
            encoder.message(chunkStream, type, message.streamId(), message.timestamp(), body);
          }
        });
  }

  private interface Encoding {
    void with(ChunkEncoder encoder) throws CorruptFlvException;
  }

  private static ByteBuf encode(int chunkSize, Encoding encoding) throws CorruptFlvException {
    ByteBuf wire = PooledByteBufAllocator.DEFAULT.buffer();
    ChunkOutput output = Chunks.outputTo(wire);
    ChunkEncoder encoder = new ChunkEncoder(output);
    ByteBuf size = Unpooled.buffer().writeInt(chunkSize);
    encoder.message(ChunkEncoder.CONTROL, 1, 0, 0, size);
    encoder.chunkSize(chunkSize);
    encoding.with(encoder);
    output.finish();
    return wire;
  }

  private static List<Received> withChunkSize(Script script, int chunkSize) {
    List<Received> expected = new ArrayList<>();
    expected.add(new Received(1, 0, 0, String.format("%08x", chunkSize)));
    expected.addAll(script.messages());
    return expected;
  }
}
