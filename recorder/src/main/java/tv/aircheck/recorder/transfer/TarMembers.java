package tv.aircheck.recorder.transfer;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Reads the members of a tar, one after another, each a plain file under a short name: all else,
 * links, extended headers, sparse files, is refused before it is looked at. One thread.
 */
final class TarMembers implements Closeable {
  static final int RECORD = 512;

  private static final int MAGIC_AT = 257;
  private static final byte[] MAGIC = {'u', 's', 't', 'a', 'r'};

  private final FileChannel file;
  private final ByteBuffer header = ByteBuffer.allocate(RECORD);
  private long next;
  private long contentAt;
  private TarArchiveEntry entry;

  TarMembers(Path path) throws IOException {
    this.file = FileChannel.open(path);
  }

  /** Whether these are the first bytes of a tar. */
  static boolean isFirst(byte[] record) {
    if (record.length < RECORD) {
      return false;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (record[MAGIC_AT + i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** Moves to the next member; false at the end of the archive. */
  boolean next() throws IOException {
    header.clear();
    read(header, next);
    if (isZero()) {
      return false;
    }
    try {
      entry = new TarArchiveEntry(header.array());
    } catch (IllegalArgumentException e) {
      throw new TransferRefused("no tar member at byte " + next, e);
    }
    byte type = entry.getLinkFlag();
    boolean plain = type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM;
    if (!plain || !entry.isCheckSumOK() || entry.getSize() < 0) {
      throw new TransferRefused("the member at byte " + next + " is no plain file, or is damaged");
    }
    contentAt = next + RECORD;
    long padded = (entry.getSize() + RECORD - 1) / RECORD * RECORD;
    if (padded > file.size() - contentAt) {
      throw new TransferRefused(
          "the archive is torn: of %s only %d bytes of %d are there"
              .formatted(name(), file.size() - contentAt, entry.getSize()));
    }
    next = contentAt + padded;
    return true;
  }

  private boolean isZero() {
    for (byte b : header.array()) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Compared, never used as a path. */
  String name() {
    return entry.getName();
  }

  long size() {
    return entry.getSize();
  }

  /** Where in the archive the member ends. */
  long end() {
    return next;
  }

  /** Fills a buffer, or what is left of the member if that is less. */
  void read(long offset, ByteBuffer into) throws IOException {
    into.limit((int) Math.min(into.limit(), into.position() + size() - offset));
    read(into, contentAt + offset);
  }

  private void read(ByteBuffer into, long at) throws IOException {
    long from = at;
    while (into.hasRemaining()) {
      int read = file.read(into, from);
      if (read < 0) {
        throw new EOFException("the archive ends at byte " + from + ", in the middle");
      }
      from += read;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
