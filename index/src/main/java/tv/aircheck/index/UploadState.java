package tv.aircheck.index;

/** Where a segment is on its way to the store. */
public enum UploadState {
  PENDING,
  UPLOADING,
  STORED
}
