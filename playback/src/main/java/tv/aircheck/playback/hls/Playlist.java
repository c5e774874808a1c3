package tv.aircheck.playback.hls;

/** A playlist as it was at some time, made once for all who ask for the same. Any thread. */
final class Playlist {
  /**
   * What is asked for.
   *
   * @param delta what is long listed may be left out
   * @param query carried on to the addresses in it
   */
  record Asked(String show, Form form, boolean delta, String query) {}

  /**
   * What it depends on. Lines are never changed: where there are as many, they are the same.
   *
   * @param listing another one when all was listed anew
   */
  record State(Object listing, int entries, boolean live) {}

  private final State state;
  private final int bytes;
  private String text;
  private Page page;

  Playlist(State state, String text) {
    this.state = state;
    this.text = text;
    this.bytes = text.length() + text.length() / 4;
  }

  boolean isOf(State now) {
    return state.equals(now);
  }

  /** Memory, about: the text is of ASCII, and packs well. */
  int bytes() {
    return bytes;
  }

  /** As it is sent. */
  synchronized Page page() {
    if (page == null) {
      page = Page.of(text);
      text = null;
    }
    return page;
  }
}
