package tv.aircheck.bench.cases;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.BroadcastPage;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;

/**
 * How many bytes of tags a server has recorded.
 *
 * @param bytes that can be played
 * @param inGaps bytes that it says itself it does not have
 */
record Recorded(long bytes, long inGaps) {
  private static final int PAGE = 1000;
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofMillis(700);

  /** What the segments and gaps in the index add up to. */
  static Recorded byAircheck(Path data) {
    long bytes = 0;
    long inGaps = 0;
    try (Index index = Index.open(IndexSettings.at(data.resolve("index.db")))) {
      String cursor = null;
      do {
        BroadcastPage page = index.broadcasts().list(BroadcastFilter.all(), cursor, PAGE);
        for (BroadcastRow broadcast : page.rows()) {
          for (TakeRow take : index.takes().ofBroadcast(broadcast.id())) {
            bytes += ofTake(index, take.seq());
            inGaps += gapsOfTake(index, take.seq());
          }
        }
        cursor = page.next();
      } while (cursor != null);
    }
    return new Recorded(bytes, inGaps);
  }

  private static long gapsOfTake(Index index, long take) {
    return index.gaps().ofTake(take).stream()
        .mapToLong(gap -> gap.toPosition() - gap.fromPosition())
        .sum();
  }

  private static long ofTake(Index index, long take) {
    long sum = 0;
    long position = -1;
    List<SegmentRow> segments;
    do {
      segments = index.segments().ofTake(take, position, PAGE);
      for (SegmentRow segment : segments) {
        sum += segment.mediaBytes();
        position = segment.startPosition();
      }
    } while (!segments.isEmpty());
    return sum;
  }

  /** Waits until a server that does not say so has written all. */
  static void awaitSettled(Lab lab, Path folder) throws Exception {
    long[] last = {-1};
    lab.await(
        "nothing more is written into " + folder,
        SETTLING,
        () -> {
          long before = last[0];
          last[0] = size(folder);
          lab.rest(QUIET);
          return last[0] == before;
        });
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /**
   * What the tags of FLV files add up to, named {@code STREAM-MORE.flv}. Headers and metadata,
   * which each file of a stream begins with, count once.
   */
  static long inFlvFiles(Path folder) throws IOException, CorruptFlvException {
    long sum = 0;
    Set<String> streams = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean first = streams.add(name.split("-", 2)[0]);
        sum += inFlvFile(file, first);
      }
    }
    return sum;
  }

  private static long inFlvFile(Path file, boolean withHeaders)
      throws IOException, CorruptFlvException {
    long sum = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      TagCursor cursor = new TagCursor();
      // Mapped: of most tags only the first bytes are looked at.
      cursor.reset(
          Unpooled.wrappedBuffer(channel.map(MapMode.READ_ONLY, 0, channel.size()))
              .skipBytes(TagLayout.FILE_HEADER));
      while (cursor.next()) {
        if (withHeaders || TagKind.isCodedMedia(cursor.kind())) {
          sum += cursor.end() - cursor.start();
        }
      }
    }
    return sum;
  }
}
