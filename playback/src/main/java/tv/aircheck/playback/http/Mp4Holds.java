package tv.aircheck.playback.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Bounds what downloads keep in memory as long as they go on: each thing once for all who load the
 * same, and of all of them together so much. Any thread.
 */
final class Mp4Holds<T> {
  private final long most;
  private final String words;
  private final Map<String, Held<T>> all = new HashMap<>();
  private long bytes;

  /**
   * @param words what there is too much of
   */
  Mp4Holds(long most, String words) {
    this.most = most;
    this.words = words;
  }

  private static final class Held<T> {
    final T value;
    final long bytes;
    int users;

    Held(T value, long bytes) {
      this.value = value;
      this.bytes = bytes;
    }
  }

  /**
   * To be given back once. One may always be held, however large it is.
   *
   * @return what is held under that name already, or else the value
   * @throws NotYet if there is no room
   */
  synchronized T take(String name, T value, long valueBytes) throws NotYet {
    if (!all.containsKey(name)) {
      if (bytes > 0 && bytes + valueBytes > most) {
        throw full();
      }
      all.put(name, new Held<>(value, valueBytes));
      bytes += valueBytes;
    }
    return use(all.get(name));
  }

  private T use(Held<T> held) {
    held.users++;
    return held.value;
  }

  /**
   * Before something is made that would be held; what is held is to be given back.
   *
   * @return null if nothing is held under that name
   * @throws NotYet if what would be has no room for certain
   */
  synchronized T join(String name) throws NotYet {
    Held<T> known = all.get(name);
    if (known == null && bytes >= most) {
      throw full();
    }
    return known == null ? null : use(known);
  }

  private NotYet full() {
    return new NotYet("The server holds " + words + " of as many other downloads as it can");
  }

  synchronized void giveBack(String name) {
    Held<T> known = all.get(name);
    known.users--;
    if (known.users == 0) {
      all.remove(name);
      bytes -= known.bytes;
    }
  }

  /** Of all that is held. */
  synchronized long bytes() {
    return bytes;
  }
}
