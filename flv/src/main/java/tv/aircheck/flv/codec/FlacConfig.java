package tv.aircheck.flv.codec;

import java.util.Arrays;

/**
 * STREAMINFO (RFC 9639, 8.2): bare, with its block header, or as the start of a FLAC file, as
 * senders differ.
 */
public final class FlacConfig {
  private static final int STREAM_INFO = 34;
  private static final int BLOCK_HEADER = 4;
  private static final int MAGIC = 4;
  private static final int RATE_AT = 10;

  private FlacConfig() {}

  static AudioFormat parse(byte[] config) {
    byte[] info = streamInfo(config);
    if (info.length == 0) {
      return AudioFormat.ofCodec(FourCc.FLAC);
    }
    BitReader in = new BitReader(info, RATE_AT, info.length);
    return new AudioFormat(FourCc.text(FourCc.FLAC), in.bits(20), in.bits(3) + 1);
  }

  /** The 34 bytes of STREAMINFO, without anything round them; empty if they are not there. */
  public static byte[] streamInfo(byte[] config) {
    int at = 0;
    if (config.length >= MAGIC && config[0] == 'f' && config[1] == 'L') {
      at = MAGIC + BLOCK_HEADER;
    } else if (config.length >= BLOCK_HEADER + STREAM_INFO) {
      at = BLOCK_HEADER;
    }
    return config.length < at + STREAM_INFO
        ? new byte[0]
        : Arrays.copyOfRange(config, at, at + STREAM_INFO);
  }
}
