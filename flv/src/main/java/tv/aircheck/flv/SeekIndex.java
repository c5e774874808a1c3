package tv.aircheck.flv;

import java.util.AbstractList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import tv.aircheck.flv.amf.AmfObject;

/**
 * The {@code keyframes} object of onMetaData, with room reserved for a number of entries: what is
 * not used is filled by a spacer, so that the object's size never changes.
 *
 * <p>Entry 0 is the first video sequence header, then comes one entry per keyframe: players of the
 * yamdi school drop the first entry as being just that, and the others check only that a tag begins
 * there.
 */
final class SeekIndex {
  /**
   * 1.8 MB, which a player has to read before the first frame: a day's keyframes at one a second.
   */
  private static final int MAX_ENTRIES = 100_000;

  private final int room;
  private final KeyframeTable.Builder keyframes = new KeyframeTable.Builder();
  private long headerTimestampMs;
  private long headerPosition = -1;

  SeekIndex(int keyframes) {
    // One more for the sequence header.
    this.room = Math.min(Math.max(keyframes, 0), MAX_ENTRIES - 1) + 1;
  }

  void note(int kind, long timestampMs, long position) {
    if (TagKind.isKeyframe(kind)) {
      keyframes.add(Math.max(0, timestampMs), position);
    } else if (headerPosition < 0 && TagKind.isVideo(kind) && TagKind.isSequenceHeader(kind)) {
      headerPosition = position;
      headerTimestampMs = timestampMs;
    }
  }

  int size() {
    return keyframes.size();
  }

  void putInto(AmfObject metadata) {
    KeyframeTable table = keyframes.build();
    int headers = headerPosition < 0 || table.size() == 0 ? 0 : 1;
    int kept = Math.min(table.size(), room - headers);
    // Every n-th, evenly, if there are more than was said.
    IntToDoubleFunction position =
        i -> i < headers ? headerPosition : table.position(nth(i - headers, kept, table.size()));
    IntToDoubleFunction time =
        i -> i < headers ? headerTimestampMs : table.timeMs(nth(i - headers, kept, table.size()));
    int used = headers + kept;
    metadata.put(
        "keyframes",
        AmfObject.object()
            .put("filepositions", numbers(used, position))
            .put("times", numbers(used, i -> time.applyAsDouble(i) / 1000)));
    metadata.put("spacer", numbers(2 * (room - used), i -> 0));
  }

  private static int nth(int i, int kept, int size) {
    return (int) ((long) i * size / kept);
  }

  private static List<Double> numbers(int size, IntToDoubleFunction number) {
    return new AbstractList<>() {
      @Override
      public Double get(int i) {
        return number.applyAsDouble(i);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }
}
