package tv.aircheck.index;

/**
 * A line of the upload ledger, with what the object's key is made of.
 *
 * @param attempts that failed so far
 * @param trouble what is wrong with this one; null when nothing is
 * @param lastError null when none failed
 */
public record UploadRow(
    long takeSeq,
    long startPosition,
    String takeId,
    ChannelName channel,
    long takeStartedAtMs,
    int crc32c,
    long fileBytes,
    UploadState state,
    int attempts,
    long nextAttemptAtMs,
    UploadTrouble trouble,
    String lastError) {}
