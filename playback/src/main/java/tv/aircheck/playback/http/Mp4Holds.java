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
   * To be given back once. The largest count half of what there is, so that they go, two at a time,
   * and others beside one.
   *
   * @return what is held under that name already, or else the value
   * @throws NotYet if there is no room
   */
  synchronized T take(String name, T value, long valueBytes) throws NotYet {
    if (!all.containsKey(name)) {
      long counted = counted(valueBytes);
      if (bytes + counted > most) {
        throw full();
      }
      all.put(name, new Held<>(value, counted));
      bytes += counted;
    }
    return use(all.get(name));
  }

  private long counted(long valueBytes) {
    return Math.min(valueBytes, most / 2);
  }

  private T use(Held<T> held) {
    held.users++;
    return held.value;
  }

  /**
   * Before something is made that would be held; what is held is to be given back.
   *
   * @param needs how large it will be, at least
   * @return null if nothing is held under that name, and there is room
   * @throws NotYet if there is not
   */
  synchronized T join(String name, long needs) throws NotYet {
    Held<T> known = all.get(name);
    if (known == null && !hasRoom(needs)) {
      throw full();
    }
    return known == null ? null : use(known);
  }

  synchronized boolean hasRoom(long needs) {
    return bytes + counted(needs) <= most;
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

  /** That all that is held counts. */
  synchronized long bytes() {
    return bytes;
  }
}
