package tv.aircheck.recorder.manifest;

import io.netty.buffer.ByteBuf;
import java.security.MessageDigest;

/**
 * SHA-256 of a segment's file, taken of the bytes that pass on their way into it: they are in the
 * processor's caches then, and a file that was written is not read again for it. One thread at a
 * time.
 */
public final class PassingHash {
  /** What a digest takes lies on the heap; a thread works on one segment at a time. */
  private static final ThreadLocal<byte[]> BLOCK = ThreadLocal.withInitial(() -> new byte[1 << 15]);

  private final MessageDigest sha256 = Sha256.digest();

  /** The next bytes of the file, borrowed. */
  public void add(ByteBuf run, int from, int to) {
    byte[] block = BLOCK.get();
    for (int at = from; at < to; at += block.length) {
      int length = Math.min(block.length, to - at);
      run.getBytes(at, block, 0, length);
      sha256.update(block, 0, length);
    }
  }

  /** Of the whole file, 32 bytes; once. */
  public byte[] sha256() {
    return sha256.digest();
  }
}
