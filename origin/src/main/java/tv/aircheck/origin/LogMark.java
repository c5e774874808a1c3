package tv.aircheck.origin;

import tv.aircheck.relay.Mark;

/**
 * A mark, and the state of the stream before the tag it stands at; the state is not to be changed.
 *
 * @param tickMs when it was made, by the clock that nobody sets: how old it is
 */
record LogMark(Mark mark, long tickMs, StreamState before) {
  long position() {
    return mark.position();
  }
}
