package tv.aircheck.storage;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A segment that is brought into the spool whole: until it is sealed nobody sees it, and what a
 * crash leaves of it is not taken for a segment that a recorder has to go on with. One thread.
 */
public final class StagedSegment {
  private final Spool spool;
  private final SegmentKey key;
  private final Path staged;
  private final Path sealed;
  private final DiskFile file;
  private long bytes;
  private boolean open = true;

  StagedSegment(Spool spool, SegmentKey key, Path staged, DiskFile file) {
    this.spool = spool;
    this.key = key;
    this.staged = staged;
    this.sealed = key.sealedPath(spool.root());
    this.file = file;
  }

  /** Appends {@code [from, to)} of a borrowed buffer. */
  public void write(ByteBuf run, int from, int to) throws StorageException {
    try {
      file.write(run.nioBuffers(from, to - from));
      bytes += to - from;
    } catch (IOException e) {
      throw StorageException.of("write to", staged, e);
    }
  }

  /** Appends what is left of a buffer. */
  public void write(ByteBuffer block) throws StorageException {
    int length = block.remaining();
    try {
      file.write(block);
      bytes += length;
    } catch (IOException e) {
      throw StorageException.of("write to", staged, e);
    }
  }

  /**
   * On return it is there for good under its final name. One that is there already, sealed by an
   * earlier try that was killed, stays.
   *
   * @throws StorageException INVALID if the one that is there is of another length
   */
  public void seal() throws StorageException {
    try {
      long before = spool.disk().size(sealed);
      if (before >= 0) {
        abandon();
        requireSame(before);
        return;
      }
      open = false;
      try (file) {
        file.sync();
        spool.disk().rename(staged, sealed);
        spool.disk().syncDirectory(sealed.getParent());
        spool.adopted(key, bytes);
      }
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw StorageException.of("seal", staged, e);
    }
  }

  private void requireSame(long before) throws StorageException {
    if (before != bytes) {
      throw new StorageException(
          StorageException.Kind.INVALID,
          "%s is there already, of %d bytes and not of %d: delete it before bringing in another"
              .formatted(sealed, before, bytes));
    }
  }

  /** Deletes it, unless it is sealed. Idempotent. */
  public void abandon() throws StorageException {
    if (!open) {
      return;
    }
    open = false;
    try (file) {
      spool.disk().delete(staged);
    } catch (IOException e) {
      throw StorageException.of("delete", staged, e);
    }
  }
}
