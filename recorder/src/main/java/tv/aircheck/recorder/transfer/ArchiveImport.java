package tv.aircheck.recorder.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.manifest.ManifestReader;
import tv.aircheck.recorder.manifest.ManifestSum;
import tv.aircheck.recorder.manifest.ManifestVisitor;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Brings a broadcast back from an archive file: spool, index and upload ledger, as if it had been
 * recorded here. What is there already is left as it is; what was killed is gone on with. A
 * broadcast that is here with other content is refused. Blocks.
 */
public final class ArchiveImport {
  /** The manifest of a broadcast of a year. */
  private static final long MOST_MANIFEST = 1L << 30;

  private static final int BLOCK = 256 * 1024;

  private final Index index;
  private final Spool spool;
  private final InstantSource clock;
  private final long leastFreeBytes;

  /**
   * @param leastFreeBytes with less free on the spool's disk the import stops
   */
  public ArchiveImport(Index index, Spool spool, InstantSource clock, long leastFreeBytes) {
    this.index = index;
    this.spool = spool;
    this.clock = clock;
    this.leastFreeBytes = leastFreeBytes;
  }

  /** Whether a file is an archive, by its first bytes. */
  public static boolean isOne(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return TarMembers.isFirst(in.readNBytes(TarMembers.RECORD));
    }
  }

  /**
   * Imports a broadcast.
   *
   * @throws TransferRefused if the file is damaged, or something else is here under its names
   */
  public ImportResult run(Path file, TransferProgress progress) throws IOException {
    Path manifest = Files.createTempFile("aircheck-manifest", ".json");
    try (TarMembers members = new TarMembers(file)) {
      copyManifest(members, manifest);
      ArchiveCheck check = new ArchiveCheck(index);
      ManifestSum sum = read(manifest, check);
      if (check.isAllHere()) {
        return result(check, sum, true);
      }
      ArchiveEntry entry =
          new ArchiveEntry(
              index,
              clock,
              new MemberSegments(
                  spool,
                  members,
                  new SpoolRoom(spool, leastFreeBytes),
                  progress,
                  Files.size(file)));
      read(manifest, entry);
      entry.end();
      return result(check, sum, false);
    } catch (StorageException e) {
      throw e.kind() == StorageException.Kind.CORRUPT ? refused(file, e) : e;
    } catch (IllegalArgumentException e) {
      throw refused(file, e);
    } finally {
      Files.deleteIfExists(manifest);
    }
  }

  private static TransferRefused refused(Path file, Exception e) {
    return new TransferRefused(file + " cannot be imported: " + e.getMessage(), e);
  }

  private static ManifestSum read(Path manifest, ManifestVisitor to) throws IOException {
    try (InputStream in = Files.newInputStream(manifest)) {
      return ManifestReader.read(in, to);
    }
  }

  private static void copyManifest(TarMembers members, Path to) throws IOException {
    boolean first = members.next() && members.name().equals(ArchiveLayout.MANIFEST);
    if (!first || members.size() > MOST_MANIFEST) {
      throw new TransferRefused(
          "this tar is no export of Aircheck: it does not begin with " + ArchiveLayout.MANIFEST);
    }
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    try (OutputStream out = Files.newOutputStream(to)) {
      for (long at = 0; at < members.size(); at += block.limit()) {
        block.clear();
        members.read(at, block);
        out.write(block.array(), 0, block.limit());
      }
    }
  }

  private static ImportResult result(ArchiveCheck check, ManifestSum sum, boolean before) {
    return new ImportResult(
        check.broadcastId(), before, sum.segments(), sum.fileBytes(), check.durationMs(), null);
  }
}
