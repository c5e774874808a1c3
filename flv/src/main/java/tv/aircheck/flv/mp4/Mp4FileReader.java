package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.TagLayout;

/**
 * Reads an MP4 file, fragmented or not, as FLV tags: its first track of picture and its first of
 * sound, in the order of decoding, times beginning at 0. Whatever the file holds, nothing but
 * {@link CorruptMp4Exception} and the channel's own failures are thrown, and what is held in memory
 * does not grow with it. Not thread-safe.
 */
public final class Mp4FileReader implements Closeable {
  /** How far one track may lie ahead of another in a file of fragments. */
  private static final int MOST_FRAGMENTS_AHEAD = 64;

  private static final int MOST_SAMPLES_AHEAD = 1 << 18;
  private static final int TAG_ROOM = 64;

  private final FileChannel file;
  private final TopLevel boxes;
  private final List<SourceLane> lanes = new ArrayList<>();
  private final Fragment fragment;
  private final boolean fragmented;
  private long originMs;
  private boolean begun;
  private long mediaBytes;
  private String damage;

  /**
   * Reads the index.
   *
   * @param file taken over once this returns: {@link #close} closes it
   * @throws CorruptMp4Exception if it is no MP4 file, or has no index, or nothing that is recorded
   */
  public Mp4FileReader(FileChannel file) throws IOException {
    this.file = file;
    this.boxes = new TopLevel(file);
    SourceMovie movie = boxes.movie();
    movie.tracks().forEach((track, listed) -> lanes.add(new SourceLane(track, listed)));
    if (lanes.isEmpty()) {
      throw new CorruptMp4Exception("there is neither picture nor sound in it");
    }
    this.fragmented = !movie.fragments().isEmpty();
    this.fragment = new Fragment(movie.fragments());
  }

  /**
   * Appends the next frame as a whole tag, its configuration before it where that changes.
   *
   * @return false at the end of what is whole
   */
  public boolean next(ByteBuf out) throws IOException {
    SourceLane lane = damage == null ? earliest() : null;
    if (lane == null) {
      return false;
    }
    SourceSample sample = lane.head();
    long end = sample.offset() + sample.size();
    if (sample.offset() < 0 || sample.offset() > boxes.size() || end > boxes.size()) {
      damage = "torn: its media ends at %d of %d bytes".formatted(boxes.size(), end);
      return false;
    }
    mediaBytes += sample.size();
    if (mediaBytes > boxes.size()) {
      throw new CorruptMp4Exception("its samples overlap");
    }
    write(lane, sample, out);
    lane.taken();
    return true;
  }

  private void write(SourceLane lane, SourceSample sample, ByteBuf out) throws IOException {
    SourceTrack track = lane.track();
    SourceCodec codec = track.codec(sample.description());
    long decodedMs = track.ms(sample.decodedAt());
    originMs = begun ? originMs : decodedMs;
    begun = true;
    long timestampMs = Math.max(0, decodedMs - originMs);
    if (timestampMs > Integer.MAX_VALUE) {
      throw new CorruptMp4Exception("it is longer than 24 days, which fits no recording");
    }
    if (sample.size() > TagLayout.MAX_BODY - TAG_ROOM) {
      throw new CorruptMp4Exception("a frame of %d bytes fits no tag".formatted(sample.size()));
    }
    if (lane.configures(sample)) {
      SourceTag.writeHeader(out, track.video(), codec, timestampMs);
    }
    int start = SourceTag.begin(out, track.video(), timestampMs);
    if (track.video()) {
      long shownMs = track.ms(sample.decodedAt() + sample.composition());
      int compositionMs = (int) Math.max(-0x7FFFFF, Math.min(0x7FFFFF, shownMs - decodedMs));
      SourceTag.writePicture(out, codec.fourCc(), sample.key(), compositionMs);
    } else {
      SourceTag.writeSound(out, codec.fourCc());
    }
    read(sample, out);
    SourceTag.end(out, start);
  }

  private void read(SourceSample sample, ByteBuf out) throws IOException {
    int left = sample.size();
    long at = sample.offset();
    out.ensureWritable(left);
    while (left > 0) {
      int read = out.writeBytes(file, at, left);
      if (read <= 0) {
        throw new CorruptMp4Exception("it became shorter while it was read");
      }
      at += read;
      left -= read;
    }
  }

  /** The lane whose next frame is decoded first; null if there is none any more. */
  private SourceLane earliest() throws IOException {
    int ahead = 0;
    while (isWaiting() && ahead < MOST_FRAGMENTS_AHEAD && readFragment()) {
      ahead++;
    }
    SourceLane earliest = null;
    for (SourceLane lane : lanes) {
      if (lane.head() != null && (earliest == null || ms(lane) < ms(earliest))) {
        earliest = lane;
      }
    }
    return earliest;
  }

  private static long ms(SourceLane lane) throws CorruptMp4Exception {
    return lane.track().ms(lane.head().decodedAt());
  }

  private boolean isWaiting() throws CorruptMp4Exception {
    int waiting = 0;
    boolean missing = false;
    for (SourceLane lane : lanes) {
      missing |= lane.head() == null;
      waiting += lane.waiting();
    }
    return fragmented && missing && waiting < MOST_SAMPLES_AHEAD;
  }

  /** False if there is none left. */
  private boolean readFragment() throws IOException {
    ByteBuf moof = boxes.nextFragment();
    if (moof == null) {
      damage = damage == null ? boxes.damage() : damage;
      return false;
    }
    BoxCursor box = new BoxCursor(moof, 0, moof.writerIndex());
    box.next();
    fragment.read(
        moof,
        box,
        boxes.fragmentStart(),
        (id, samples) ->
            lanes.stream().filter(l -> l.track().id() == id).forEach(l -> l.add(samples)));
    return true;
  }

  /** Why it ends before it should; null if it does not, or was not read to its end yet. */
  public String damage() {
    return damage;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** The beginnings of files that {@link Mp4FileReader} reads. */
  public static boolean looksLikeOne(byte[] head) {
    return head.length >= Box.HEADER && TopLevel.isFirst(Unpooled.wrappedBuffer(head).getInt(4));
  }
}
