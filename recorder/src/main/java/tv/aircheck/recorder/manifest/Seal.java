package tv.aircheck.recorder.manifest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The last field of a manifest: SHA-256 of all bytes before it. So any change shows from the
 * manifest alone. Here it is checked while the bytes go by, which takes holding back as many as the
 * field has.
 */
final class Seal extends FilterInputStream {
  static final String FIELD = "seal";

  private static final String BEFORE = ",\"" + FIELD + "\":\"";
  private static final String AFTER = "\"}\n";
  private static final int LENGTH = BEFORE.length() + 64 + AFTER.length();

  private final MessageDigest sealed = Sha256.digest();
  private final MessageDigest whole = Sha256.digest();
  private final byte[] held = new byte[LENGTH];
  private int holding;
  private long bytes;

  Seal(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = super.read(into, from, length);
    if (read > 0) {
      pass(into, from, read);
    }
    return read;
  }

  private void pass(byte[] block, int from, int length) {
    bytes += length;
    whole.update(block, from, length);
    int over = holding + length - LENGTH;
    if (over <= 0) {
      System.arraycopy(block, from, held, holding, length);
      holding += length;
      return;
    }
    int ofHeld = Math.min(over, holding);
    sealed.update(held, 0, ofHeld);
    System.arraycopy(held, ofHeld, held, 0, holding - ofHeld);
    holding -= ofHeld;
    int ofBlock = over - ofHeld;
    sealed.update(block, from, ofBlock);
    System.arraycopy(block, from + ofBlock, held, holding, length - ofBlock);
    holding += length - ofBlock;
  }

  /** Reads what is left and says whether the seal fits. */
  boolean holds() throws IOException {
    byte[] rest = new byte[1024];
    while (read(rest, 0, rest.length) >= 0) {}
    String expected = BEFORE + HexFormat.of().formatHex(sealed.digest()) + AFTER;
    return holding == LENGTH && expected.equals(new String(held, StandardCharsets.US_ASCII));
  }

  /** Of all bytes that were read, in hex. Once. */
  String sha256() {
    return HexFormat.of().formatHex(whole.digest());
  }

  long bytes() {
    return bytes;
  }
}
