package tv.aircheck.relay;

import java.security.MessageDigest;
import java.util.HexFormat;

/** An HMAC-SHA256. Compared in constant time. */
final class Mac {
  static final int LENGTH = 32;

  private final byte[] bytes;

  Mac(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("an HMAC-SHA256 has 32 bytes, not " + bytes.length);
    }
    this.bytes = bytes;
  }

  /** The bytes themselves: not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mac that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31; // never a key of a map; keeps the bytes out of everything
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes, 0, 4) + "…";
  }
}
