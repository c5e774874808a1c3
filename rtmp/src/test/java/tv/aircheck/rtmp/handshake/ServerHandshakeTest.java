package tv.aircheck.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.rtmp.ProtocolException;
import tv.aircheck.testkit.LeakGuard;

@ExtendWith(LeakGuard.class)
class ServerHandshakeTest {
  private static final int PACKET = 1536;

  private final EmbeddedChannel channel = new EmbeddedChannel(new ServerHandshake(new Random(1)));

  private static byte[] c1(int version) {
    byte[] c1 = new byte[PACKET];
    new Random(7).nextBytes(c1);
    Arrays.fill(c1, 4, 8, (byte) version);
    return c1;
  }

  /** C0 and C1 in, S0 S1 S2 out. */
  private byte[] answer(byte[] c1) {
    channel.writeInbound(Unpooled.buffer().writeByte(3).writeBytes(c1));
    ByteBuf reply = channel.readOutbound();
    byte[] bytes = new byte[reply.readableBytes()];
    reply.readBytes(bytes);
    reply.release();
    return bytes;
  }

  @Test
  void aSimpleClientGetsZerosAndAnEcho() {
    byte[] c1 = c1(0);
    byte[] reply = answer(c1);

    assertThat(reply).hasSize(1 + 2 * PACKET);
    assertThat(reply[0]).isEqualTo((byte) 3);
    assertThat(Arrays.copyOfRange(reply, 5, 9)).as("no version").containsOnly(0);
    byte[] s2 = Arrays.copyOfRange(reply, 1 + PACKET, reply.length);
    assertThat(Arrays.copyOf(s2, 4)).as("our time back").isEqualTo(Arrays.copyOf(c1, 4));
    assertThat(Arrays.copyOfRange(s2, 8, PACKET)).isEqualTo(Arrays.copyOfRange(c1, 8, PACKET));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aClientWithADigestGetsOneOfTheSameSchema(int schema) {
    byte[] c1 = c1(9);
    Digest.sign(c1, schema, Digest.PLAYER_KEY);
    byte[] reply = answer(c1);

    byte[] s1 = Arrays.copyOfRange(reply, 1, 1 + PACKET);
    assertThat(s1[4]).as("a version that says digest").isGreaterThanOrEqualTo((byte) 3);
    assertThat(Digest.schemaOf(s1, Digest.SERVER_KEY)).isEqualTo(schema);
    byte[] s2 = Arrays.copyOfRange(reply, 1 + PACKET, reply.length);
    int at = Digest.position(c1, schema);
    byte[] key =
        Digest.hmac(Digest.full(Digest.SERVER_KEY), Arrays.copyOfRange(c1, at, at + Digest.LENGTH));
    assertThat(Arrays.copyOfRange(s2, PACKET - Digest.LENGTH, PACKET))
        .isEqualTo(Digest.hmac(key, Arrays.copyOf(s2, PACKET - Digest.LENGTH)));
  }

  @Test
  void aVersionWithoutADigestGetsTheSimpleForm() {
    assertThat(Arrays.copyOfRange(answer(c1(9)), 5, 9)).containsOnly(0);
  }

  @Test
  void whatIsGluedToC2GoesOnAndC2MayBeAnything() {
    answer(c1(0));
    ByteBuf c2 = Unpooled.buffer().writeZero(PACKET).writeBytes(new byte[] {1, 2, 3});
    channel.writeInbound(c2);

    ByteBuf rest = channel.readInbound();
    assertThat(rest.readableBytes()).isEqualTo(3);
    rest.release();
    assertThat(channel.pipeline().get(ServerHandshake.class)).isNull();
  }

  @Test
  void byteByByte() {
    ByteBuf all = Unpooled.buffer().writeByte(3).writeBytes(c1(0)).writeZero(PACKET).writeByte(42);
    while (all.isReadable()) {
      channel.writeInbound(all.readBytes(1));
    }
    ByteBuf rest = channel.readInbound();
    assertThat(rest.readByte()).isEqualTo((byte) 42);
    rest.release();
    channel.releaseOutbound();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 31})
  void everyVersionIsAnsweredWithThree(int version) {
    channel.writeInbound(Unpooled.buffer().writeByte(version).writeBytes(c1(0)));
    ByteBuf reply = channel.readOutbound();
    assertThat(reply.readByte()).isEqualTo((byte) 3);
    reply.release();
  }

  @ParameterizedTest
  @CsvSource({"0x16, TLS", "0x47, HTTP", "0x50, HTTP", "0x00, not RTMP", "0xff, not RTMP"})
  void otherProtocolsAreNamed(String first, String words) {
    ByteBuf in = Unpooled.buffer().writeByte(Integer.decode(first));
    assertThatThrownBy(() -> channel.writeInbound(in))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining(words);
  }

  @Test
  void bothSidesUnderstandEachOther() {
    EmbeddedChannel client = new EmbeddedChannel(new ClientHandshake(new Random(2)));
    for (int round = 0; round < 3; round++) {
      for (Object out = client.readOutbound(); out != null; out = client.readOutbound()) {
        channel.writeInbound(out);
      }
      for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
        client.writeInbound(out);
      }
    }
    assertThat(client.pipeline().get(ClientHandshake.class)).isNull();
    assertThat(channel.pipeline().get(ServerHandshake.class)).isNull();
  }
}
