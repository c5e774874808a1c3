package tv.aircheck.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.testkit.LeakGuard;

@ExtendWith(LeakGuard.class)
class FrameDecoderTest {
  private static final RelayLimits LIMITS =
      new RelayLimits(10_000_000, 2048, Duration.ofSeconds(1), Duration.ofSeconds(1));

  private final FrameDecoder decoder = new FrameDecoder(LIMITS);
  private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

  @AfterEach
  void finish() {
    channel.finishAndReleaseAll();
  }

  @Test
  void dataThatLiesInOneBufferIsNotCopied() {
    decoder.welcomed();
    ByteBuf wire = data(5000);
    long address = wire.memoryAddress();
    channel.writeInbound(wire);
    Frame.Data frame = channel.readInbound();
    assertThat(frame.run().memoryAddress()).isEqualTo(address + 20);
    assertThat(frame.run().readableBytes()).isEqualTo(5000);
    frame.release();
    assertThat(wire.refCnt()).isZero();
  }

  @Test
  void aRunInABufferOfItsOwnIsNotCopied() {
    decoder.welcomed();
    ByteBuf wire = data(5000);
    ByteBuf run = PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(wire, 20, 5000);
    channel.writeInbound(wire.writerIndex(20), run.retain());
    Frame.Data frame = channel.readInbound();
    assertThat(frame.run().memoryAddress()).isEqualTo(run.memoryAddress());
    assertThat(frame.run().readableBytes()).isEqualTo(5000);
    frame.release();
    run.release();
    assertThat(run.refCnt()).isZero();
  }

  @Test
  void anAnnouncedFrameCostsMemoryOnlyAsItArrives() {
    decoder.welcomed();
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    channel.config().setAllocator(allocator);
    channel.writeInbound(header(10_000_000, 0x22, 0).writeZero(100));
    assertThat(allocator.metric().usedDirectMemory()).isBetween(100L, 1L << 20);
  }

  @Test
  void aFrameAboveTheLimitIsRefusedBeforeItsBytesCome() {
    decoder.welcomed();
    assertRefused(header(10_000_001, 0x22, 0), ErrorCode.LIMIT, "DATA of 10000001 bytes");
  }

  @Test
  void controlFramesHaveALimitOfTheirOwn() {
    decoder.welcomed();
    assertRefused(header(2049, 0x20, 0), ErrorCode.LIMIT, "TAKE_OPEN of 2049 bytes");
  }

  @Test
  void aLengthAboveTwoGigabytesIsNoNegativeNumber() {
    decoder.welcomed();
    assertRefused(header(-1, 0x22, 0), ErrorCode.LIMIT, "DATA of 4294967295 bytes");
  }

  @Test
  void strangersMaySendLittle() {
    assertRefused(header(1025, 0x01, 0), ErrorCode.LIMIT, "HELLO of 1025 bytes, at most 1024");
  }

  @Test
  void anUnknownFrameIsSkippedIfItMayBe() {
    decoder.welcomed();
    channel.writeInbound(header(3, 0x5e, 1).writeZero(1), Unpooled.buffer().writeZero(2));
    channel.writeInbound(header(0, 0x5e, 1), header(8, 0x40, 0).writeLong(7));
    assertThat((Frame) channel.readInbound()).isEqualTo(new Frame.Ping(7));
    assertRefused(header(3, 0x5e, 0), ErrorCode.PROTOCOL, "frame 0x5e is not known here");
  }

  @Test
  void afterAFaultNothingIsRead() {
    decoder.welcomed();
    assertRefused(header(4, 0x31, 0).writeInt(0), ErrorCode.PROTOCOL, "CREDIT: credit is 0");
    channel.writeInbound(header(8, 0x40, 0).writeLong(7));
    assertThat(channel.inboundMessages()).isEmpty();
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    decoder.welcomed();
    ByteBuf ack = header(12, 0x30, 0).writeInt(1).writeLong(-1);
    assertRefused(ack, ErrorCode.PROTOCOL, "ACK: position is -1");
  }

  @Test
  void anIdThatCouldBeAPathIsRefused() {
    decoder.welcomed();
    ByteBuf gone =
        header(7, 0x21, 0).writeShort(5).writeBytes("../xy".getBytes(StandardCharsets.US_ASCII));
    assertRefused(gone, ErrorCode.PROTOCOL, "TAKE_GONE: '../xy' is no take id");
  }

  @Test
  void anErrorFrameEndsTheConnectionInTheOthersWords() {
    ByteBuf wire = Unpooled.buffer();
    FrameWriter.write(new Frame.Fault(ErrorCode.BUSY, "full house"), wire);
    assertThatThrownBy(() -> channel.writeInbound(wire))
        .isInstanceOfSatisfying(
            RelayException.class,
            e -> {
              assertThat(e.fromPeer()).isTrue();
              assertThat(e.code()).isEqualTo(ErrorCode.BUSY);
              assertThat(e).hasMessage("full house");
            });
  }

  private void assertRefused(ByteBuf wire, ErrorCode code, String words) {
    assertThatThrownBy(() -> channel.writeInbound(wire))
        .isInstanceOfSatisfying(
            RelayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageStartingWith(words);
            });
  }

  private static ByteBuf header(int length, int type, int flags) {
    return Unpooled.buffer().writeInt(length).writeByte(type).writeByte(flags).writeShort(0);
  }

  private static ByteBuf data(int run) {
    return PooledByteBufAllocator.DEFAULT
        .directBuffer(8 + 12 + run)
        .writeInt(12 + run)
        .writeInt(0x22000000)
        .writeInt(1)
        .writeLong(0)
        .writeZero(run);
  }
}
