package tv.aircheck.flv.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** OpusHead (RFC 7845, 5.1), perhaps with tags glued on. Opus is always heard at 48 kHz. */
final class OpusConfig {
  static final String CODEC = "opus";

  private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
  private static final int CHANNELS_AT = 9;
  private static final int RATE = 48_000;

  private OpusConfig() {}

  /** Without a head: stereo, as encoders that send none mean. */
  static AudioFormat parse(byte[] config) {
    boolean head =
        config.length > CHANNELS_AT
            && Arrays.equals(config, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    return new AudioFormat(CODEC, RATE, head ? config[CHANNELS_AT] & 0xFF : 2);
  }
}
