package tv.aircheck.rtmp.handshake;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * S0, S1 and S2, as the client's C1 asks for them. A C1 with a version and a right digest gets a
 * digest of the same schema; every other one the simple form, whose S1 must have zeros after the
 * time: a number of 3 or more there makes ffmpeg demand a digest.
 */
final class ServerReply {
  static final int PACKET = 1536;
  static final int VERSION = 3;

  private static final int TIME = 4;
  private static final int ZEROS = 4;
  private static final byte[] SERVER_VERSION = {3, 5, 1, 1};

  private ServerReply() {}

  /** Appends S0, S1 and S2: 3073 bytes. */
  static void write(byte[] c1, RandomGenerator random, int timeMs, ByteBuf out) {
    out.writeByte(VERSION);
    int schema = hasVersion(c1) ? Digest.schemaOf(c1, Digest.PLAYER_KEY) : -1;
    if (schema < 0) {
      writeSimple(c1, random, timeMs, out);
    } else {
      writeDigest(c1, schema, random, out);
    }
  }

  private static boolean hasVersion(byte[] c1) {
    return (c1[4] | c1[5] | c1[6] | c1[7]) != 0;
  }

  private static void writeSimple(byte[] c1, RandomGenerator random, int timeMs, ByteBuf out) {
    out.writeInt(timeMs).writeZero(ZEROS).writeBytes(bytes(random, PACKET - TIME - ZEROS));
    out.writeBytes(c1, 0, TIME)
        .writeInt(timeMs)
        .writeBytes(c1, TIME + ZEROS, PACKET - TIME - ZEROS);
  }

  private static void writeDigest(byte[] c1, int schema, RandomGenerator random, ByteBuf out) {
    byte[] s1 = bytes(random, PACKET);
    Arrays.fill(s1, 0, TIME, (byte) 0);
    System.arraycopy(SERVER_VERSION, 0, s1, TIME, SERVER_VERSION.length);
    Digest.sign(s1, schema, Digest.SERVER_KEY);
    out.writeBytes(s1);

    int at = Digest.position(c1, schema);
    byte[] clientDigest = Arrays.copyOfRange(c1, at, at + Digest.LENGTH);
    byte[] key = Digest.hmac(Digest.full(Digest.SERVER_KEY), clientDigest);
    byte[] s2 = bytes(random, PACKET - Digest.LENGTH);
    out.writeBytes(s2).writeBytes(Digest.hmac(key, s2));
  }

  static byte[] bytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
