package tv.aircheck.rtmp.chunk;

import static io.netty.buffer.ByteBufUtil.decodeHexDump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.rtmp.ProtocolException;
import tv.aircheck.testkit.LeakGuard;

@ExtendWith(LeakGuard.class)
class ChunkDecoderTest {
  /** Type 9 on stream 1, three bytes of body. */
  private static final String VIDEO = "000003 09 01000000 ";

  private static Received video(int timestamp, String hex) {
    return new Received(9, 1, timestamp, hex);
  }

  @Test
  void theThreeFormsOfAChunkStreamId() {
    assertThat(
            Chunks.decode(
                "06 000005"
                    + VIDEO
                    + "aabbcc"
                    + "00 00 000006"
                    + VIDEO
                    + "aabbcc"
                    + "01 0100 000007"
                    + VIDEO
                    + "aabbcc"
                    + "41 0100 000001 000001 09 dd"))
        .containsExactly(
            video(5, "aabbcc"), video(6, "aabbcc"), video(7, "aabbcc"), video(8, "dd"));
  }

  @Test
  void oneIdInTwoFormsIsOneChunkStream() {
    assertThat(Chunks.decode("00 05 000005" + VIDEO + "aabbcc" + "41 0500 000002 000001 09 dd"))
        .containsExactly(video(5, "aabbcc"), video(7, "dd"));
  }

  @Test
  void aChunkStreamMayBeginWithAHeaderThatInheritsTheStream() {
    assertThat(Chunks.decode("43 000005 000001 14 02"))
        .containsExactly(new Received(20, 0, 5, "02"));
  }

  @Test
  void aChunkStreamMayNotBeginWithLess() {
    assertThatThrownBy(() -> Chunks.decode("c3 02"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("out of step");
  }

  @Test
  void aMessageWithoutAHeaderRepeatsTheDelta() {
    assertThat(Chunks.decode("06 000100" + VIDEO + "aabbcc 86 000028 aabbcc c6 aabbcc"))
        .extracting(Received::timestamp)
        .containsExactly(256, 296, 336);
  }

  @Test
  void afterASmallAbsoluteTimestampItIsTheDelta() {
    assertThat(Chunks.decode("06 000028" + VIDEO + "aabbcc c6 aabbcc"))
        .extracting(Received::timestamp)
        .containsExactly(40, 80);
  }

  @Test
  void afterALargeAbsoluteTimestampTheDeltaIsNothing() {
    assertThat(Chunks.decode("06 010000" + VIDEO + "aabbcc c6 aabbcc"))
        .extracting(Received::timestamp)
        .containsExactly(65_536, 65_536);
  }

  @Test
  void anExtendedTimestampIsRepeatedOnContinuations() {
    String first = "ab".repeat(128);
    String rest = "cd".repeat(72);
    assertThat(
            Chunks.decode("06 ffffff 0000c8 09 01000000 01234567" + first + "c6 01234567" + rest))
        .containsExactly(video(0x01234567, first + rest));
  }

  @Test
  void anExtendedTimestampMayBeMissingFromContinuations() {
    String first = "ab".repeat(128);
    String rest = "cd".repeat(72);
    String message = "ffffff 0000c8 09 01000000 01234567" + first + "c6" + rest;
    assertThat(Chunks.decode("06" + message + "06" + message))
        .containsExactly(video(0x01234567, first + rest), video(0x01234567, first + rest));
  }

  @Test
  void payloadThatBeginsLikeTheTimestampIsPutBack() {
    String first = "ab".repeat(128);
    String rest = "012345" + "cd".repeat(69);
    ByteBuf wire = Chunks.bytes("06 ffffff 0000c8 09 01000000 01234567" + first + "c6" + rest);

    assertThat(Chunks.decode(Chunks.LIMITS, Chunks.split(wire, List.of(1))))
        .containsExactly(video(0x01234567, first + rest));
  }

  @Test
  void aShortLastChunkDoesNotWaitForATimestampThatNeverComes() {
    String first = "ab".repeat(128);
    assertThat(Chunks.decode("06 ffffff 000082 09 01000000 01234567" + first + "c6 cdcd"))
        .containsExactly(video(0x01234567, first + "cdcd"));
  }

  @Test
  void anExtendedDeltaIsADelta() {
    assertThat(Chunks.decode("06 000005" + VIDEO + "aabbcc 46 ffffff 000001 09 01000000 dd"))
        .extracting(Received::timestamp)
        .containsExactly(5, 0x01000005);
  }

  @Test
  void timestampsWrap() {
    assertThat(Chunks.decode("06 ffffff" + VIDEO + "fffffff0 aabbcc 46 000020 000001 09 dd"))
        .extracting(Received::timestamp)
        .containsExactly(0xFFFFFFF0, 0x10);
  }

  @Test
  void chunksOfOtherStreamsAndSizesMayComeInBetween() {
    String a = "aa".repeat(128);
    String b = "bb".repeat(128);
    assertThat(
            Chunks.decode(
                "06 000000 000108 09 01000000"
                    + a
                    + "04 000000 000084 08 01000000"
                    + b
                    + "02 000000 000004 01 00000000 00000100"
                    + "c4 bbbbbbbb"
                    + "c6"
                    + "aa".repeat(136)))
        .containsExactly(
            new Received(1, 0, 0, "00000100"),
            new Received(8, 1, 0, b + "bbbbbbbb"),
            video(0, "aa".repeat(264)));
  }

  @Test
  void anAbortedMessageIsForgottenAndItsTimestampIsNot() {
    String half = "aa".repeat(128);
    assertThat(
            Chunks.decode(
                "06 000010 000108 09 01000000"
                    + half
                    + "02 000000 000004 02 00000000 00000006"
                    + "46 000001 000001 09 dd"))
        .containsExactly(new Received(2, 0, 0, "00000006"), video(0x11, "dd"));
  }

  @Test
  void abortOfNothingIsNothing() {
    assertThat(
            Chunks.decode("02 000000 000004 02 00000000 00000009 02 000000 000001 02 00000000 00"))
        .hasSize(2);
  }

  @Test
  void aRepeatedHeaderContinues() {
    String a = "aa".repeat(128);
    assertThat(Chunks.decode("06 000005 000084 09 01000000" + a + "46 000000 000084 09 aaaaaaaa"))
        .containsExactly(video(5, a + "aaaaaaaa"));
  }

  @Test
  void anotherHeaderWithinAMessageIsAnError() {
    String a = "aa".repeat(128);
    assertThatThrownBy(
            () -> Chunks.decode("06 000005 000084 09 01000000" + a + "46 000000 000010 09 aa"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("4 bytes of the last one missing");
  }

  @Test
  void emptyMessagesArrive() {
    assertThat(Chunks.decode("04 000000 000000 08 01000000"))
        .containsExactly(new Received(8, 1, 0, ""));
  }

  @Test
  void chunkSizesThatAreNone() {
    for (String body : List.of("00000000", "80000000", "ffffffff")) {
      assertThatThrownBy(() -> Chunks.decode("02 000000 000004 01 00000000" + body))
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("Set Chunk Size");
    }
    assertThatThrownBy(() -> Chunks.decode("02 000000 000002 01 00000000 1000"))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void aHugeChunkSizeIsTaken() {
    String body = "ab".repeat(5000);
    assertThat(
            Chunks.decode(
                "02 000000 000004 01 00000000 08000000" + "06 000000 001388 09 01000000" + body))
        .contains(video(0, body));
  }

  @Test
  void tinyChunksForALargeMessage() {
    assertThatThrownBy(
            () ->
                Chunks.decode(
                    "02 000000 000004 01 00000000 00000001" + "06 000000 002000 09 01000000 aa"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("chunks of 1 bytes");
  }

  @Test
  void aMessageLargerThanAllowed() {
    assertThatThrownBy(() -> Chunks.decode("03 000000 010001 14 00000000"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("65537")
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> Chunks.decode("03 000000 ffffff 09 00000000"))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void tooManyChunkStreams() {
    StringBuilder hex = new StringBuilder();
    for (int id = 3; id < 12; id++) {
      hex.append(String.format("%02x 000000 000001 08 01000000 aa", id));
    }
    assertThatThrownBy(() -> Chunks.decode(hex.toString()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("8 that are allowed");
  }

  @Test
  void tooMuchUnfinished() {
    ChunkLimits limits = new ChunkLimits(8, 1000, 1000, 1000, 300);
    String a = "aa".repeat(128);
    String wire =
        "04 000000 000200 09 01000000"
            + a
            + "05 000000 000200 09 01000000"
            + a
            + "06 000000 000200 09 01000000"
            + a;
    assertThatThrownBy(() -> Chunks.decode(limits, List.of(Chunks.bytes(wire))))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("unfinished");
  }

  @Test
  void aTrickleDoesNotHoldOnToWholeReadBuffers() {
    List<Received> messages = new ArrayList<>();
    ChunkDecoder decoder =
        new ChunkDecoder(
            Chunks.LIMITS, Ticker.systemTicker(), message -> messages.add(Received.of(message)));
    ChunkInput input = new ChunkInput(decoder);
    ByteBuf large = PooledByteBufAllocator.DEFAULT.buffer(65_536);
    large.writeBytes(
        decodeHexDump("0200000000000401000000000001000006000000002710" + "0901000000"));
    large.writeZero(1000);
    large.retain();
    input.feed(large);

    assertThat(large.refCnt()).as("holders of the read buffer beside this test").isEqualTo(1);
    large.release();
    input.feed(PooledByteBufAllocator.DEFAULT.buffer(9000).writeZero(9000));
    assertThat(messages).extracting(Received::typeId).containsExactly(1, 9);
    input.close();
  }

  @Test
  void whatComesWhileSuspendedWaits() {
    List<Integer> types = new ArrayList<>();
    ChunkInput[] input = new ChunkInput[1];
    ChunkDecoder decoder =
        new ChunkDecoder(
            Chunks.LIMITS,
            Ticker.systemTicker(),
            message -> {
              types.add(message.typeId());
              if (message.typeId() == 20) {
                input[0].suspend();
              }
            });
    input[0] = new ChunkInput(decoder);
    input[0].feed(Chunks.bytes("03 000000 000001 14 00000000 02 04 000000 000001 08 01000000 aa"));
    input[0].feed(Chunks.bytes("06 000000 000001 09 01000000 bb"));
    assertThat(types).containsExactly(20);

    input[0].resume();
    assertThat(types).containsExactly(20, 8, 9);
    input[0].close();
  }
}
