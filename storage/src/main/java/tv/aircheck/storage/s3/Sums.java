package tv.aircheck.storage.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Sums of a body, as servers want and tell them.
 *
 * @param md5 null where it is not needed
 */
@SuppressWarnings("ArrayRecordComponent") // made and read in one call; nobody compares them
record Sums(int crc32c, byte[] md5) {

  static String base64(int crc32c) {
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(crc32c).array());
  }

  String crcText() {
    return base64(crc32c);
  }

  /** Null where it is not needed. */
  String md5Text() {
    return md5 == null ? null : Base64.getEncoder().encodeToString(md5);
  }

  /**
   * Do a server's answers prove that it holds this body? What it says may also prove nothing: an
   * entity tag is the MD5 on most servers, and without their own encryption.
   *
   * @param crcText null where the server told none
   */
  boolean provenBy(String crcText, String eTag) {
    if (crcText != null) {
      return crcText.equals(crcText());
    }
    return md5 != null
        && eTag != null
        && eTag.replace("\"", "").equalsIgnoreCase(HexFormat.of().formatHex(md5));
  }

  /**
   * Whether an entity tag can be meant as an MD5: what is encrypted with a key of KMS, also by the
   * bucket's own setting, has another.
   *
   * @param told how the server encrypted it, by its answer; null where that tells nothing
   */
  static boolean isMd5(String eTag, ServerSideEncryption told) {
    return (told == null || told == ServerSideEncryption.AES256)
        && eTag != null
        && eTag.matches("\"?[0-9a-fA-F]{32}\"?");
  }
}
