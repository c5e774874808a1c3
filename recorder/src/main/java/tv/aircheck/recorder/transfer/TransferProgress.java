package tv.aircheck.recorder.transfer;

/** Follows a transfer, on the thread that does it. */
@FunctionalInterface
public interface TransferProgress {
  /** So many bytes of all are done. Called often. */
  void at(long doneBytes, long totalBytes);
}
