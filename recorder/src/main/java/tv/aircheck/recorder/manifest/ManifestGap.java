package tv.aircheck.recorder.manifest;

/** Bytes of a take's log that are missing: [fromPosition, toPosition). */
public record ManifestGap(
    long fromPosition, long toPosition, long fromMs, long toMs, String reason, long notedAtMs) {}
