package tv.aircheck.origin;

import tv.aircheck.relay.Mark;

/**
 * A mark, and the state of the stream before the tag it stands at; the state is not to be changed.
 */
record LogMark(Mark mark, StreamState before) {
  long position() {
    return mark.position();
  }
}
