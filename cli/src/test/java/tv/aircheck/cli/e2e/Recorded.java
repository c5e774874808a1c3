package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.FlvText;
import tv.aircheck.testkit.GeneratedLog;

/** What an archive holds, as someone sees it who has the index and the files of the store. */
final class Recorded {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final Path data;
  private final IndexReads index;

  Recorded(Path data, IndexReads index) {
    this.data = data;
    this.index = index;
  }

  /** Waits until the channel's latest show is over: nobody may come back to it any more. */
  BroadcastRow awaitOver(String name) {
    return Await.value(
        "the show on live/" + name + " is over",
        PATIENCE,
        () -> latest(name).filter(show -> !show.isLive()));
  }

  /** Waits until the channel's one take has ended and the store has all of it. */
  TakeRow awaitStored(String name) {
    TakeRow take =
        Await.value(
            "the take on live/" + name + " has ended",
            PATIENCE,
            () -> takes(name).stream().findFirst().filter(row -> !row.isOpen()));
    Await.until(
        "the store has live/" + name, PATIENCE, () -> index.uploads().backlog().segments() == 0);
    return take;
  }

  List<TakeRow> takes(String name) {
    return latest(name).map(show -> index.takes().ofBroadcast(show.id())).orElse(List.of());
  }

  /** Of media, as far as the channel's latest show is entered. */
  long bytes(String name) {
    return takes(name).stream().mapToLong(take -> take.extent().bytes()).sum();
  }

  private Optional<BroadcastRow> latest(String name) {
    return index.broadcasts().latest(new ChannelName("live", name));
  }

  /** The segments of a take laid end to end; fails where one does not begin where another ends. */
  ByteBuf log(TakeRow take) {
    ByteBuf log = Unpooled.buffer();
    for (SegmentRow segment : index.segments().ofTake(take.seq(), -1, Integer.MAX_VALUE)) {
      if (segment.startPosition() != log.writerIndex()) {
        throw new AssertionError(
            "a hole in " + take.channel() + " before " + segment + " at " + log.writerIndex());
      }
      log.writeBytes(bytes(take, segment), segment.headBytes(), (int) segment.mediaBytes());
    }
    return log;
  }

  /** Nobody has it any more, and the index does not know. */
  void lose(TakeRow take, SegmentRow segment) {
    try {
      Files.deleteIfExists(stored(take, segment));
      Files.deleteIfExists(spooled(take, segment));
    } catch (IOException e) {
      throw new UncheckedIOException("losing " + segment, e);
    }
  }

  /** From the store; what is not there yet is still in the spool. */
  private byte[] bytes(TakeRow take, SegmentRow segment) {
    Path stored = stored(take, segment);
    try {
      return Files.readAllBytes(Files.exists(stored) ? stored : spooled(take, segment));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + segment, e);
    }
  }

  private Path stored(TakeRow take, SegmentRow segment) {
    return data.resolve("store/segments")
        .resolve(channel(take))
        .resolve(DAY.format(Instant.ofEpochMilli(take.startedAtMs())))
        .resolve(take.id())
        .resolve(name(segment));
  }

  private Path spooled(TakeRow take, SegmentRow segment) {
    return data.resolve("spool").resolve(channel(take)).resolve(take.id()).resolve(name(segment));
  }

  private static Path channel(TakeRow take) {
    return Path.of(take.channel().app(), take.channel().name());
  }

  private static String name(SegmentRow segment) {
    return "%016d.flv".formatted(segment.startPosition());
  }

  /** Fails with the first tags that differ, in words. */
  static void assertSame(ByteBuf recorded, GeneratedLog published) {
    if (!recorded.equals(published.bytes())) {
      assertThat(FlvText.ofLog(recorded, 0)).isEqualTo(FlvText.ofLog(published.bytes(), 0));
      throw new AssertionError("the bytes differ where the words do not: " + published);
    }
  }
}
