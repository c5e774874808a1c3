package tv.aircheck.index;

/**
 * The last row of a page, as an opaque word: what follows it is the next page, whatever was added.
 */
record BroadcastCursor(long startedAtMs, String id) {
  static BroadcastCursor after(BroadcastRow row) {
    return new BroadcastCursor(row.startedAtMs(), row.id());
  }

  static BroadcastCursor parse(String word) {
    int dot = word.indexOf('.');
    try {
      if (dot > 0) {
        return new BroadcastCursor(Long.parseLong(word, 0, dot, 10), word.substring(dot + 1));
      }
    } catch (NumberFormatException e) {
      throw malformed(word, e);
    }
    throw malformed(word, null);
  }

  private static IndexException malformed(String word, Throwable cause) {
    return new IndexException(
        IndexException.Kind.INVALID,
        "no such page: '" + word + "'; use the cursor of a list",
        cause);
  }

  String word() {
    return startedAtMs + "." + id;
  }
}
