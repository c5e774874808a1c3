package tv.aircheck.playback.hls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import tv.aircheck.playback.http.ShowTag;

/** A playlist as it is sent, plain and compressed, with its entity tag. */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record Page(byte[] plain, byte[] packed, String etag) {
  static Page of(String text) {
    byte[] plain = text.getBytes(StandardCharsets.US_ASCII);
    return new Page(plain, pack(plain), "W/" + ShowTag.of(plain));
  }

  private static byte[] pack(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 + plain.length / 4);
    try (GZIPOutputStream packing = new GZIPOutputStream(out, 64 * 1024)) {
      packing.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }
}
