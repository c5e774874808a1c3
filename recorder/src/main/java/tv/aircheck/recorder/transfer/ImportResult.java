package tv.aircheck.recorder.transfer;

/**
 * What an import came to.
 *
 * @param before it was all there already, and nothing was done
 * @param bytes of media
 * @param damage why the file's end is missing, in words; null if it is not
 */
public record ImportResult(
    String broadcastId,
    boolean before,
    long segments,
    long bytes,
    long durationMs,
    String damage) {}
