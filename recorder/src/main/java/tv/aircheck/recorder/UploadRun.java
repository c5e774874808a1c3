package tv.aircheck.recorder;

import java.io.Closeable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.storage.StorageException;

/**
 * The uploads and evictions of an archive that no server works on. One thread, but for {@link
 * #close}.
 */
public final class UploadRun implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(UploadRun.class);

  private final RecorderParts parts;
  private final Uploader uploader;
  private final SpoolKeeper keeper;

  /** Of nobody else: what is under way in the ledger is taken for left over. */
  public UploadRun(RecorderParts parts, RecorderSettings settings) {
    this.parts = parts;
    this.uploader = new Uploader(parts, settings.uploads());
    this.keeper = new SpoolKeeper(parts, settings.spool());
    uploader.start();
  }

  /**
   * Begins uploads that are due, as many as may be under way, and keeps the spool in its limits.
   */
  public void go() {
    uploader.pump();
    uploader.prove();
    try {
      keeper.check();
    } catch (StorageException e) {
      // What could not be evicted is tried again at the next call.
      log.debug("The spool could not be kept in its limits", e);
    }
  }

  /**
   * Whether something is under way, or due now and likely to be taken; what failed is due again
   * only later.
   */
  public boolean isBusy() {
    return uploader.isUploading()
        || (!uploader.isStoreAway() && parts.index().uploads().anyDue(parts.clock().millis()));
  }

  /** Whether something was begun and has not ended, or is not noted yet. */
  boolean isUploading() {
    return uploader.isUploading();
  }

  /** Segments that the store does not have. */
  public long waiting() {
    return parts.index().uploads().backlog().segments();
  }

  @Override
  public void close() {
    uploader.close();
  }
}
