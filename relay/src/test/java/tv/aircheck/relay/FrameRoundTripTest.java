package tv.aircheck.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import tv.aircheck.testkit.LeakGuard;

/** However the network cuts the bytes, the frames that come out are those that went in. */
@AddLifecycleHook(LeakGuard.class)
class FrameRoundTripTest {

  @Property(tries = 200)
  void framesSurviveAnySplit(@ForAll("frames") List<Sample> samples, @ForAll long seed) {
    ByteBuf wire = encode(samples);
    FrameDecoder decoder = new FrameDecoder(RelayLimits.DEFAULT);
    decoder.welcomed();
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    Random random = new Random(seed);
    int most = 1 + random.nextInt(4000);
    while (wire.isReadable()) {
      int part = Math.min(wire.readableBytes(), 1 + random.nextInt(most));
      channel.writeInbound(wire.readRetainedSlice(part));
    }
    wire.release();

    List<Object> out = new ArrayList<>();
    for (Object frame; (frame = channel.readInbound()) != null; ) {
      out.add(plain((Frame) frame));
    }
    assertThat(out).isEqualTo(samples.stream().map(Sample::plain).toList());
    assertThat(channel.finish()).isFalse();
  }

  private static ByteBuf encode(List<Sample> samples) {
    EmbeddedChannel channel = new EmbeddedChannel(FrameEncoder.INSTANCE);
    for (Sample sample : samples) {
      assertThat(channel.writeOutbound(sample.frame())).isTrue();
    }
    ByteBuf wire = ByteBufAllocator.DEFAULT.buffer();
    for (ByteBuf part; (part = channel.readOutbound()) != null; part.release()) {
      wire.writeBytes(part);
    }
    channel.finish();
    return wire;
  }

  /** DATA as a value; everything else is one already. Releases the run. */
  private static Object plain(Frame frame) {
    if (!(frame instanceof Frame.Data data)) {
      return frame;
    }
    String hex = ByteBufUtil.hexDump(data.run());
    data.release();
    return new PlainData(data.handle(), data.position(), hex);
  }

  private record PlainData(int handle, long position, String hex) {}

  /** Makes its frame anew at each call, because DATA can be used up. */
  record Sample(Frame value, PlainData data) {
    Frame frame() {
      if (data == null) {
        return value;
      }
      byte[] run = ByteBufUtil.decodeHexDump(data.hex());
      ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(run.length).writeBytes(run);
      return new Frame.Data(data.handle(), data.position(), buffer);
    }

    Object plain() {
      return data == null ? value : data;
    }
  }

  @Provide
  Arbitrary<List<Sample>> frames() {
    return Arbitraries.oneOf(control().map(f -> new Sample(f, null)), data())
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static Arbitrary<Sample> data() {
    Arbitrary<byte[]> run = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(3000);
    return Combinators.combine(handles(), positions(), run)
        .as((h, p, r) -> new Sample(null, new PlainData(h, p, ByteBufUtil.hexDump(r))));
  }

  private static Arbitrary<Frame> control() {
    Arbitrary<Frame> opens =
        Combinators.combine(handles(), ids(), texts(), texts(), positions(), contexts())
            .as(
                (handle, id, app, name, position, context) ->
                    new TakeOpen(
                        handle,
                        id,
                        app,
                        name,
                        position / 2,
                        "origin-1",
                        position % 3 == 0 ? OpenedBy.DAILY : OpenedBy.ROLLED,
                        position % 2 == 0 ? null : id,
                        position,
                        context));
    Arbitrary<Frame> gaps =
        Combinators.combine(handles(), positions(), contexts())
            .as((h, p, c) -> new Frame.Gap(h, p, p + 1 + p % 1000, c));
    Arbitrary<Frame> subscribes =
        Combinators.combine(texts(), texts(), held().list().ofMaxSize(20))
            .as((pattern, group, held) -> new Frame.Subscribe(pattern, true, group, held));
    Arbitrary<Frame> ends =
        Combinators.combine(handles(), positions(), Arbitraries.of(EndReason.values()))
            .as(Frame.TakeEnd::new);
    return Arbitraries.oneOf(
        opens,
        gaps,
        subscribes,
        ends,
        ids().map(Frame.TakeGone::new),
        Combinators.combine(handles(), marks()).as(Frame.TakeMark::new),
        Combinators.combine(handles(), positions()).as(Frame.Ack::new),
        Arbitraries.integers().greaterOrEqual(1).map(Frame.Credit::new),
        Arbitraries.longs().map(Frame.Ping::new),
        Arbitraries.longs().map(Frame.Pong::new),
        Combinators.combine(texts(), texts()).as((a, b) -> new Frame.Redirect(a, b, a, 1945)),
        positions().map(p -> new Frame.Load((int) (p % 1000), p, (int) (p % 65536))));
  }

  private static Arbitrary<Integer> handles() {
    return Arbitraries.integers();
  }

  private static Arbitrary<Long> positions() {
    return Arbitraries.longs().between(0, Long.MAX_VALUE / 2);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(60)
        .filter(s -> s.chars().noneMatch(FrameRoundTripTest::surrogate));
  }

  private static boolean surrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static Arbitrary<String> ids() {
    return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(26);
  }

  private static Arbitrary<Held> held() {
    return Combinators.combine(ids(), positions()).as(Held::new);
  }

  private static Arbitrary<Mark> marks() {
    return Combinators.combine(positions(), positions(), positions(), Arbitraries.of(true, false))
        .as(Mark::new);
  }

  private static Arbitrary<JoinContext> contexts() {
    Arbitrary<byte[]> headers = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    return Combinators.combine(
            headers, Arbitraries.of(true, false), positions(), marks().injectNull(0.3))
        .as((h, video, p, mark) -> new JoinContext(h, video, p - 1, p - 1, mark));
  }
}
