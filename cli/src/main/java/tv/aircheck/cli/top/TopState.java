package tv.aircheck.cli.top;

/**
 * What whoever looks has chosen. Immutable; each key makes a new one.
 *
 * @param first of the takes that is shown
 */
record TopState(TopSort sort, boolean reversed, boolean paused, int first) {
  static final TopState START = new TopState(TopSort.CHANNEL, false, false, 0);

  /** A key that is not a letter. */
  enum Move {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END
  }

  /** A letter; one that means nothing changes nothing. The key of the order in force turns it. */
  TopState typed(int letter) {
    if (letter == 'p' || letter == ' ') {
      return new TopState(sort, reversed, !paused, first);
    }
    for (TopSort other : TopSort.values()) {
      if (other.key == letter) {
        return new TopState(other, other == sort && !reversed, paused, 0);
      }
    }
    return this;
  }

  /**
   * @param page how many takes are seen at once
   */
  TopState moved(Move move, int takes, int page) {
    int last = Math.max(0, takes - page);
    int to =
        switch (move) {
          case UP -> first - 1;
          case DOWN -> first + 1;
          case PAGE_UP -> first - page;
          case PAGE_DOWN -> first + page;
          case HOME -> 0;
          case END -> last;
        };
    return new TopState(sort, reversed, paused, Math.max(0, Math.min(to, last)));
  }
}
