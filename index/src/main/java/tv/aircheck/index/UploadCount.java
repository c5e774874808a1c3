package tv.aircheck.index;

/** How much of the ledger is in one state. */
public record UploadCount(UploadState state, long segments, long bytes) {}
