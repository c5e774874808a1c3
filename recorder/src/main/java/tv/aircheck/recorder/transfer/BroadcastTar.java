package tv.aircheck.recorder.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.manifest.BroadcastManifest;
import tv.aircheck.recorder.manifest.ManifestReader;
import tv.aircheck.recorder.manifest.ManifestSegment;
import tv.aircheck.recorder.manifest.ManifestTake;
import tv.aircheck.recorder.manifest.ManifestVisitor;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Writes a broadcast with everything about it as one tar: its manifest, then its segments as they
 * are, byte for byte. The same broadcast makes the same bytes. Blocks; any thread.
 */
public final class BroadcastTar {
  private static final int BLOCK = 256 * 1024;

  private final Index index;
  private final Spool spool;
  private final ObjectStore store;

  public BroadcastTar(Index index, Spool spool, ObjectStore store) {
    this.index = index;
    this.spool = spool;
    this.store = store;
  }

  /**
   * Exports a broadcast that has ended.
   *
   * @param file replaced when the archive is complete, and not before
   * @throws TransferRefused if it is on air, or a segment of it cannot be had as it was recorded
   */
  public void write(BroadcastRow broadcast, Path file, TransferProgress progress)
      throws IOException {
    if (broadcast.state() != BroadcastState.ENDED) {
      throw new TransferRefused(
          broadcast.id()
              + " is still on air, or being deleted: an archive is made of a show that has ended");
    }
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Path manifest = Files.createTempFile("aircheck-manifest", ".json");
    boolean complete = false;
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(manifest))) {
        BroadcastManifest.write(index, spool, store, broadcast, out);
      }
      write(broadcast, manifest, part, progress);
      complete = true;
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(manifest);
      if (!complete) {
        Files.deleteIfExists(part);
      }
    }
  }

  private void write(BroadcastRow broadcast, Path manifest, Path part, TransferProgress progress)
      throws IOException {
    long total =
        ManifestReader.read(Files.newInputStream(manifest), ManifestVisitor.NONE).fileBytes();
    try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), BLOCK));
        InputStream in = Files.newInputStream(manifest)) {
      begin(tar, ArchiveLayout.MANIFEST, Files.size(manifest), broadcast);
      Files.copy(manifest, tar);
      tar.closeArchiveEntry();
      ManifestReader.read(in, new Members(broadcast, tar, total, progress));
      tar.finish();
      tar.flush();
      channel.force(true);
    }
  }

  private static void begin(
      TarArchiveOutputStream tar, String name, long size, BroadcastRow broadcast)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(0644);
    entry.setNames("", ""); // Not of whoever runs this.
    entry.setModTime(broadcast.startedAtMs() / 1000 * 1000);
    tar.putArchiveEntry(entry);
  }

  /** Copies the segments that a manifest lists. */
  private final class Members implements ManifestVisitor {
    private final BroadcastRow broadcast;
    private final TarArchiveOutputStream tar;
    private final long total;
    private final TransferProgress progress;
    private ManifestTake take;
    private long done;

    Members(
        BroadcastRow broadcast, TarArchiveOutputStream tar, long total, TransferProgress progress) {
      this.broadcast = broadcast;
      this.tar = tar;
      this.total = total;
      this.progress = progress;
    }

    @Override
    public void take(ManifestTake next) {
      take = next;
    }

    @Override
    public void segment(ManifestSegment segment) throws IOException {
      SegmentSummary summary = segment.summary();
      SegmentKey key =
          SegmentKey.of(
              broadcast.channel().app(),
              broadcast.channel().name(),
              take.id(),
              take.startedAtMs(),
              summary.startPosition());
      String name = ArchiveLayout.segment(take.id(), summary.startPosition());
      begin(tar, name, summary.fileBytes(), broadcast);
      CRC32C crc = new CRC32C();
      byte[] block = new byte[BLOCK];
      long left = summary.fileBytes();
      try (InputStream in = open(key)) {
        while (left > 0) {
          int read = in.read(block, 0, (int) Math.min(block.length, left));
          if (read < 0) {
            throw damaged(key, left + " bytes too short");
          }
          crc.update(block, 0, read);
          tar.write(block, 0, read);
          left -= read;
          done += read;
          progress.at(done, total);
        }
      }
      if ((int) crc.getValue() != summary.crc32c()) {
        throw damaged(key, "not what was recorded");
      }
      tar.closeArchiveEntry();
    }

    private StorageException damaged(SegmentKey key, String how) {
      return new StorageException(
          StorageException.Kind.CORRUPT,
          "%s is %s: 'aircheck store verify' and 'aircheck store repair' look after it"
              .formatted(key.storeKey(), how));
    }

    private InputStream open(SegmentKey key) throws IOException {
      Optional<FileChannel> local = spool.open(key);
      return local.isPresent()
          ? Channels.newInputStream(local.get())
          : new ObjectBytes(store, key.storeKey());
    }
  }
}
