package tv.aircheck.flv.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * OpusHead (RFC 7845, 5.1), perhaps with tags glued on. Opus is always heard at 48 kHz.
 *
 * @param preSkip samples at the start that are not for hearing
 * @param inputRate what was encoded, in Hz
 * @param gain to apply, in 1/256 dB
 * @param family 0: one or two channels without a table
 * @param mapping streams, coupled streams and the channels' table; empty in family 0
 */
@SuppressWarnings("ArrayRecordComponent") // written to a file, never compared
public record OpusHead(
    int channels, int preSkip, int inputRate, int gain, int family, byte[] mapping) {
  static final String CODEC = "opus";

  private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
  private static final int CHANNELS_AT = 9;
  private static final int FIXED_PART = 19;
  private static final int RATE = 48_000;
  private static final OpusHead USUAL = new OpusHead(2, 312, RATE, 0, 0, new byte[0]);

  /** Without a head: stereo, as encoders that send none mean. */
  static AudioFormat parse(byte[] config) {
    boolean head = config.length > CHANNELS_AT && hasMagic(config);
    return new AudioFormat(CODEC, RATE, head ? config[CHANNELS_AT] & 0xFF : 2);
  }

  private static boolean hasMagic(byte[] config) {
    return Arrays.equals(config, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** Of a configuration; stereo as usual if it is none. */
  public static OpusHead of(byte[] config) {
    if (config.length < FIXED_PART || !hasMagic(config)) {
      return USUAL;
    }
    int channels = config[CHANNELS_AT] & 0xFF;
    int family = config[FIXED_PART - 1] & 0xFF;
    int table = family == 0 ? 0 : 2 + channels;
    if (config.length < FIXED_PART + table) {
      return USUAL;
    }
    return new OpusHead(
        channels,
        littleEndian(config, 10, 2),
        littleEndian(config, 12, 4),
        littleEndian(config, 16, 2),
        family,
        Arrays.copyOfRange(config, FIXED_PART, FIXED_PART + table));
  }

  private static int littleEndian(byte[] bytes, int at, int length) {
    int value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }
}
