package tv.aircheck.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tv.aircheck.testkit.GeneratedTag.Kind;

/**
 * A take log made up from a {@link LogShape}: FLV wire bytes as a publisher's session would have
 * left them, and the list of what they are. It is written without the product's own FLV code, so
 * that both can be held against each other.
 *
 * <p>The payloads are noise in valid packaging: no decoder shows a picture, and nothing in the
 * product looks that far.
 */
public final class GeneratedLog {
  private final LogShape shape;
  private final List<GeneratedTag> tags;

  private GeneratedLog(LogShape shape, List<GeneratedTag> tags) {
    this.shape = shape;
    this.tags = List.copyOf(tags);
  }

  public static GeneratedLog of(LogShape shape) {
    return new GeneratedLog(shape, new LogWriter(shape).write());
  }

  public LogShape shape() {
    return shape;
  }

  public List<GeneratedTag> tags() {
    return tags;
  }

  public List<GeneratedTag> tags(Kind kind) {
    return tags.stream().filter(tag -> tag.kind() == kind).toList();
  }

  /** Bytes in the log. */
  public long length() {
    return tags.get(tags.size() - 1).end();
  }

  /** The whole log, on the heap; nothing to release. */
  public ByteBuf bytes() {
    return run(0, tags.size());
  }

  /** The tags from one number (inclusive) to another (exclusive), on the heap. */
  public ByteBuf run(int from, int to) {
    ByteBuf out = Unpooled.buffer();
    for (GeneratedTag tag : tags.subList(from, to)) {
      tag.writeTo(out);
    }
    return out;
  }

  /** A playable file: FLV header, the zero before the first tag, the log. On the heap. */
  public ByteBuf file() {
    int streams = (shape.video() == null ? 0 : 1) | (shape.audio() == null ? 0 : 4);
    return Unpooled.buffer()
        .writeBytes(new byte[] {'F', 'L', 'V', 1, (byte) streams})
        .writeInt(9)
        .writeInt(0)
        .writeBytes(bytes());
  }

  /** The log split at random into runs of whole tags, in order; on the heap. */
  public List<ByteBuf> randomRuns(RandomGenerator random, int mostTagsPerRun) {
    List<ByteBuf> runs = new ArrayList<>();
    for (int from = 0; from < tags.size(); ) {
      int to = Math.min(tags.size(), from + 1 + random.nextInt(mostTagsPerRun));
      runs.add(run(from, to));
      from = to;
    }
    return runs;
  }

  @Override
  public String toString() {
    return shape + ": " + tags.size() + " tags, " + length() + " bytes";
  }
}
