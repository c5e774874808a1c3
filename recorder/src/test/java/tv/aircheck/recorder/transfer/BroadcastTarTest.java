package tv.aircheck.recorder.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

@ExtendWith(LeakGuard.class)
class BroadcastTarTest {
  private static final long START = Instant.parse("2024-05-06T07:08:09Z").toEpochMilli();
  private static final ChannelName CHANNEL = new ChannelName("live", "old");
  private static final TransferProgress ANY = (done, total) -> {};
  private static final int HEADER = 512;

  @TempDir Path folder;
  private Node here;
  private Node there;
  private String id;

  /** An archive of its own. */
  private static final class Node {
    final Index index;
    final Spool spool;
    final DirectoryStore store;

    Node(Path folder) throws IOException {
      Files.createDirectories(folder);
      index = Index.open(IndexSettings.at(folder.resolve("index.db")));
      spool = Spool.open(folder.resolve("spool"), new LocalDisk());
      store = DirectoryStore.open(folder.resolve("store"), new LocalDisk());
    }

    BroadcastRow show(String id) {
      return index.broadcasts().find(id).orElseThrow();
    }

    TakeRow take(String id) {
      return index.takes().find(id).orElseThrow();
    }

    List<SegmentRow> segments(String take) {
      return index.segments().ofTake(take(take).seq(), -1, 1_000);
    }

    Path export(String id, Path file) throws IOException {
      new BroadcastTar(index, spool, store).write(show(id), file, ANY);
      return file;
    }

    ImportResult take(Path file, TransferProgress progress) throws IOException {
      return new ArchiveImport(index, spool, InstantSource.system(), 0).run(file, progress);
    }
  }

  @BeforeEach
  void record() throws IOException {
    here = new Node(folder.resolve("here"));
    there = new Node(folder.resolve("there"));
    GeneratedLog log = GeneratedLog.of(LogShape.plain(5, 45_000));
    Path flv = Files.write(folder.resolve("old.flv"), ByteBufUtil.getBytes(log.file()));
    id =
        new RecordingImport(
                here.index, here.spool, SegmenterSettings.DEFAULT, InstantSource.system(), 0)
            .run(new ImportRequest(flv, CHANNEL, START, "An old show"), ANY, ANY)
            .broadcastId();
    long seq = here.take(id).seq();
    long end = here.take(id).extent().endPosition();
    here.index.writeNow(
        tx -> {
          tx.gaps().add(new GapRow(seq, end, end + 500, 45_000, 46_000, "NOT_KEPT", START));
          return tx.broadcasts().lock(id, true);
        });
  }

  @AfterEach
  void close() {
    here.index.close();
    there.index.close();
  }

  @Test
  void aBroadcastComesBackWithEverythingAboutIt() throws IOException {
    Path tar = here.export(id, folder.resolve("show.tar"));

    ImportResult result = there.take(tar, ANY);

    assertThat(result.before()).isFalse();
    BroadcastRow show = there.show(id);
    assertThat(show).isEqualTo(here.show(id));
    assertThat(show.title()).isEqualTo("An old show");
    assertThat(show.locked()).isTrue();
    assertThat(there.take(id).end()).isEqualTo(here.take(id).end());
    assertThat(there.index.gaps().ofTake(there.take(id).seq())).hasSize(1);
    assertThat(there.index.uploads().backlog().segments()).isEqualTo(5);
    for (SegmentRow row : here.segments(id)) {
      SegmentKey key = SegmentKey.of(CHANNEL.app(), CHANNEL.name(), id, START, row.startPosition());
      assertThat(there.spool.sealedPath(key)).hasSameBinaryContentAs(here.spool.sealedPath(key));
    }
    assertThat(there.export(id, folder.resolve("again.tar"))).hasSameBinaryContentAs(tar);
  }

  @Test
  void twiceIsOnceAndWhatBrokeOffIsGoneOnWith() throws IOException {
    Path tar = here.export(id, folder.resolve("show.tar"));
    TransferProgress breaks =
        (done, total) -> {
          if (done > total / 2) {
            throw new IllegalStateException("pulled the plug");
          }
        };
    assertThatThrownBy(() -> there.take(tar, breaks)).hasMessage("pulled the plug");
    assertThat(there.segments(id)).hasSizeBetween(1, 4);

    assertThat(there.take(tar, ANY).before()).isFalse();
    assertThat(there.take(tar, ANY).before()).isTrue();

    assertThat(there.export(id, folder.resolve("again.tar"))).hasSameBinaryContentAs(tar);
  }

  @Test
  void damageIsNamedAndNothingOfItIsTakenIn() throws IOException {
    Path tar = here.export(id, folder.resolve("show.tar"));
    byte[] good = Files.readAllBytes(tar);
    byte[] flipped = good.clone();
    flipped[flipped.length - 20_000] ^= 1;

    assertThatThrownBy(() -> there.take(Files.write(tar, flipped), ANY))
        .isInstanceOf(TransferRefused.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> there.take(Files.write(tar, Arrays.copyOf(good, 100_000)), ANY))
        .isInstanceOf(TransferRefused.class)
        .hasMessageContaining("torn");
    byte[] manifest = good.clone();
    manifest[HEADER + 200] ^= 1;
    assertThatThrownBy(() -> there.take(Files.write(tar, manifest), ANY))
        .isInstanceOf(TransferRefused.class);
    assertThat(checksums(there)).isSubsetOf(checksums(here));

    there.take(Files.write(tar, good), ANY);
    assertThat(checksums(there)).isEqualTo(checksums(here));
  }

  private List<Integer> checksums(Node node) {
    return node.segments(id).stream().map(SegmentRow::crc32c).toList();
  }

  @Test
  void namesFromOutsideAreNotFollowed() throws IOException {
    Path tar = here.export(id, folder.resolve("show.tar"));
    byte[] bytes = Files.readAllBytes(tar);
    byte[] name = "../../../etc/passwd".getBytes(US_ASCII);
    Arrays.fill(bytes, 0, 100, (byte) 0);
    System.arraycopy(name, 0, bytes, 0, name.length);
    assertThatThrownBy(() -> there.take(Files.write(tar, bytes), ANY))
        .isInstanceOf(TransferRefused.class);
    bytes[156] = '2';
    assertThatThrownBy(() -> there.take(Files.write(tar, bytes), ANY))
        .isInstanceOf(TransferRefused.class)
        .hasMessageContaining("no plain file");
    assertThat(there.index.broadcasts().latest(CHANNEL)).isEmpty();
  }

  @Test
  void anotherBroadcastUnderTheSameIdIsRefused() throws IOException {
    Path tar = here.export(id, folder.resolve("show.tar"));
    there.index.writeNow(
        tx -> {
          long channel = tx.channels().ensure(new ChannelName("live", "new"), START);
          tx.broadcasts().open(id, channel, START);
          return tx.broadcasts().end(id, START);
        });
    assertThatThrownBy(() -> there.take(tar, ANY))
        .isInstanceOf(TransferRefused.class)
        .hasMessageContaining("is here already")
        .hasMessageContaining("live/new");
  }
}
