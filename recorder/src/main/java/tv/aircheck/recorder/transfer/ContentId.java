package tv.aircheck.recorder.transfer;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The id of an imported take: a ULID like any other, whose time is when it went on air, and whose
 * chance is no chance but the hash of its content and of where it belongs. So the same import is
 * the same take.
 */
final class ContentId {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;
  private static final int TIME_BITS = 48;
  private static final int HASH_BYTES = 10;
  private static final int BLOCK = 1 << 20;

  private ContentId() {}

  static String of(ImportRequest request, TransferProgress progress) throws IOException {
    MessageDigest digest = sha256();
    digest.update(
        (request.channel() + " " + request.startedAtMs() + "\n").getBytes(StandardCharsets.UTF_8));
    try (FileChannel file = FileChannel.open(request.file())) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      long size = file.size();
      long done = 0;
      while (file.read(block) >= 0) {
        done += block.flip().remaining();
        digest.update(block);
        block.clear();
        progress.at(done, size);
      }
    }
    return ulid(request.startedAtMs(), digest.digest());
  }

  static String ulid(long epochMs, byte[] hash) {
    BigInteger time = BigInteger.valueOf(epochMs & ((1L << TIME_BITS) - 1));
    BigInteger number =
        time.shiftLeft(8 * HASH_BYTES).or(new BigInteger(1, Arrays.copyOf(hash, HASH_BYTES)));
    char[] text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt(number.intValue() & 31);
      number = number.shiftRight(5);
    }
    return new String(text);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a Java without SHA-256", e);
    }
  }
}
