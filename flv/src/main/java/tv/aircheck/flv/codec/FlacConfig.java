package tv.aircheck.flv.codec;

/**
 * STREAMINFO (RFC 9639, 8.2): bare, with its block header, or as the start of a FLAC file, as
 * senders differ.
 */
final class FlacConfig {
  private static final int STREAM_INFO = 34;
  private static final int BLOCK_HEADER = 4;
  private static final int MAGIC = 4;
  private static final int RATE_AT = 10;

  private FlacConfig() {}

  static AudioFormat parse(byte[] config) {
    int at = 0;
    if (config.length >= MAGIC && config[0] == 'f' && config[1] == 'L') {
      at = MAGIC + BLOCK_HEADER;
    } else if (config.length >= BLOCK_HEADER + STREAM_INFO) {
      at = BLOCK_HEADER;
    }
    if (config.length < at + STREAM_INFO) {
      return AudioFormat.ofCodec(FourCc.FLAC);
    }
    BitReader in = new BitReader(config, at + RATE_AT, config.length);
    return new AudioFormat(FourCc.text(FourCc.FLAC), in.bits(20), in.bits(3) + 1);
  }
}
