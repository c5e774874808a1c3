package tv.aircheck.rtmp.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digest of the "complex" handshake: 32 bytes of HMAC-SHA256 hidden in a packet of 1536, at a
 * place that the packet itself tells, in one of two schemas. It proves nothing (the keys are known
 * to all), but players refuse to play without it.
 */
final class Digest {
  static final int LENGTH = 32;

  /** Where the offset of the digest stands: the second block (schema 0), the first (schema 1). */
  private static final int[] SCHEMA_BASES = {772, 8};

  private static final int OFFSET_FIELD = 4;
  private static final int OFFSET_MODULUS = 728;
  private static final byte[] KEY_TAIL =
      HexFormat.of().parseHex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae");

  /** Signs what a player sends: its packets carry the digest of the first part. */
  static final byte[] PLAYER_KEY = "Genuine Adobe Flash Player 001".getBytes(US_ASCII);

  /** Signs what a server sends. */
  static final byte[] SERVER_KEY = "Genuine Adobe Flash Media Server 001".getBytes(US_ASCII);

  private Digest() {}

  /** The whole of a key, with which the second packet is signed. */
  static byte[] full(byte[] key) {
    byte[] full = Arrays.copyOf(key, key.length + KEY_TAIL.length);
    System.arraycopy(KEY_TAIL, 0, full, key.length, KEY_TAIL.length);
    return full;
  }

  /** The schema (0 or 1) under which the packet holds a right digest; -1 if under none. */
  static int schemaOf(byte[] packet, byte[] key) {
    for (int schema = 0; schema < SCHEMA_BASES.length; schema++) {
      int at = position(packet, schema);
      byte[] found = Arrays.copyOfRange(packet, at, at + LENGTH);
      if (MessageDigest.isEqual(found, of(packet, at, key))) {
        return schema;
      }
    }
    return -1;
  }

  /** Puts the digest into a packet. */
  static void sign(byte[] packet, int schema, byte[] key) {
    int at = position(packet, schema);
    System.arraycopy(of(packet, at, key), 0, packet, at, LENGTH);
  }

  /** Where the digest of a schema begins. */
  static int position(byte[] packet, int schema) {
    int base = SCHEMA_BASES[schema];
    int sum = 0;
    for (int i = 0; i < OFFSET_FIELD; i++) {
      sum += packet[base + i] & 0xFF;
    }
    return base + OFFSET_FIELD + sum % OFFSET_MODULUS;
  }

  private static byte[] of(byte[] packet, int at, byte[] key) {
    byte[] rest = new byte[packet.length - LENGTH];
    System.arraycopy(packet, 0, rest, 0, at);
    System.arraycopy(packet, at + LENGTH, rest, at, rest.length - at);
    return hmac(key, rest);
  }

  static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
