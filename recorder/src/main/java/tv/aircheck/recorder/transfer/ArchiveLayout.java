package tv.aircheck.recorder.transfer;

/** What the members of an archive file are called. */
final class ArchiveLayout {
  static final String MANIFEST = "manifest.json";

  private ArchiveLayout() {}

  /** Short enough for the oldest tar there is, however long a channel's name is. */
  static String segment(String takeId, long startPosition) {
    return "%s/%016d.flv".formatted(takeId, startPosition);
  }
}
