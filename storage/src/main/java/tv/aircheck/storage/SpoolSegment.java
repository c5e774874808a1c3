package tv.aircheck.storage;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A segment being written. One thread at a time. How bytes become durable, and what a crash after
 * each step leaves:
 *
 * <ol>
 *   <li>create {@code .part}: nothing, or a file with a torn head, which holds no log bytes
 *   <li>write: a {@code .part} that may be torn at any byte after the last sync
 *   <li>sync the file, and the first time its directory: a {@code .part} with at least these bytes
 *   <li>seal, first step, sync the file: a {@code .part} with all bytes
 *   <li>seal, second step, rename to {@code .flv}: either name, with all bytes
 *   <li>seal, third step, sync the directory: the segment
 * </ol>
 *
 * Start-up finds every {@code .part} by {@link Spool#parts()}: cut to its last whole tag it goes on
 * by {@link Spool#reopen}. So from step 3 on nothing that was synced is ever lost.
 */
public final class SpoolSegment {
  private enum State {
    OPEN,
    /** A write failed and its torn end could not be cut off: only {@link #abandon} is left. */
    BROKEN,
    SEALED,
    ABANDONED
  }

  private final Spool spool;
  private final GrowingSegment growing;
  private final DiskFile file;
  private State state = State.OPEN;
  private boolean directorySynced;

  SpoolSegment(Spool spool, GrowingSegment growing, DiskFile file) {
    this.spool = spool;
    this.growing = growing;
    this.file = file;
  }

  public SegmentKey key() {
    return growing.key();
  }

  /** Length of the file, all writes that succeeded. */
  public long writtenBytes() {
    return growing.writtenBytes();
  }

  /**
   * Appends {@code [from, to)} of a borrowed buffer. All or nothing: what a failed write left is
   * cut off again, so that the segment can still be sealed as it was.
   */
  public void write(ByteBuf run, int from, int to) throws StorageException {
    require(State.OPEN);
    int length = to - from;
    try {
      if (run.nioBufferCount() == 1) {
        file.write(run.internalNioBuffer(from, length));
      } else {
        file.write(run.nioBuffers(from, length));
      }
    } catch (IOException e) {
      cutOffTornWrite(e);
      throw StorageException.of("write to", growingPath(), e);
    }
    spool.grew(length);
    growing.wrote(growing.writtenBytes() + length);
    spool.growing().changed(growing);
  }

  private void cutOffTornWrite(IOException why) {
    try {
      file.truncate(growing.writtenBytes());
    } catch (IOException e) {
      why.addSuppressed(e);
      state = State.BROKEN;
    }
  }

  /** On return all written bytes survive a power cut. */
  public void sync() throws StorageException {
    require(State.OPEN);
    try {
      file.sync();
      if (!directorySynced) {
        spool.disk().syncDirectory(growingPath().getParent());
        directorySynced = true;
      }
    } catch (IOException e) {
      throw StorageException.of("sync", growingPath(), e);
    }
  }

  /**
   * On return the segment is there for good under its final name. After a failure it is as if
   * abandoned.
   */
  public void seal() throws StorageException {
    require(State.OPEN);
    Path sealed = key().sealedPath(spool.root());
    try (file) {
      file.sync();
      spool.disk().rename(growingPath(), sealed);
      spool.disk().syncDirectory(sealed.getParent());
      state = State.SEALED;
      spool.sealed(key());
    } catch (IOException e) {
      state = State.ABANDONED;
      throw StorageException.of("seal", growingPath(), e);
    } finally {
      spool.growing().ended(growing);
    }
  }

  /**
   * Closes the file and leaves it as a {@code .part}, for the next start to go on with. Any state;
   * idempotent.
   */
  public void abandon() throws StorageException {
    if (state == State.SEALED || state == State.ABANDONED) {
      return;
    }
    state = State.ABANDONED;
    try {
      file.close();
    } catch (IOException e) {
      throw StorageException.of("close", growingPath(), e);
    } finally {
      spool.growing().ended(growing);
    }
  }

  private void require(State wanted) {
    if (state != wanted) {
      throw new IllegalStateException(growingPath() + " is " + state);
    }
  }

  private Path growingPath() {
    return key().growingPath(spool.root());
  }
}
