package tv.aircheck.storage;

/** What the spool holds, and what the file system under it has left for this user. */
public record SpoolUsage(long files, long bytes, long freeBytes) {}
