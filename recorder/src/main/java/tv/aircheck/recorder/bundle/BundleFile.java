package tv.aircheck.recorder.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import tv.aircheck.recorder.bundle.BundleTable.Member;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * Writes a bundle into a file, its segments streamed from the store, each compared with its
 * checksum: what is damaged does not get in. Memory does not depend on how large anything is.
 */
final class BundleFile {
  private static final int BLOCK = 256 * 1024;

  private final ObjectStore store;
  private final BundleLayout layout;
  private final CRC32C crc = new CRC32C();
  private final byte[] block = new byte[BLOCK];
  private OutputStream out;
  private long at;

  BundleFile(ObjectStore store, BundleLayout layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * @param progress gets the length of each member when it is written
   * @return CRC-32C of the whole file
   */
  int write(Path file, Path manifest, LongConsumer progress) throws IOException {
    try (OutputStream to =
        new CheckedOutputStream(
            new BufferedOutputStream(Files.newOutputStream(file), BLOCK), crc)) {
      out = to;
      byte[] table = layout.table().text();
      begin(BundleTable.NAME, table.length);
      put(table, table.length);
      end();
      for (Member member : layout.table().members()) {
        begin(member.key(), member.bytes());
        if (at != member.offset()) {
          throw new IllegalStateException(
              "%s begins at %d and not at %d".formatted(member.key(), at, member.offset()));
        }
        try (InputStream in = open(member, manifest)) {
          copy(in, member);
        }
        end();
        progress.accept(member.bytes());
      }
      put(new byte[TarHeader.END], TarHeader.END);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw StorageException.of("write", file, e);
    }
    return (int) crc.getValue();
  }

  private InputStream open(Member member, Path manifest) throws IOException {
    return member.isManifest()
        ? Files.newInputStream(manifest)
        : new ObjectBytes(store, member.key());
  }

  private void begin(String name, long bytes) throws IOException {
    byte[] header = TarHeader.of(name, bytes, layout.show().startedAtMs());
    put(header, header.length);
  }

  private void put(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    at += length;
  }

  private void end() throws IOException {
    int padding = (int) (TarHeader.padded(at) - at);
    put(new byte[padding], padding);
  }

  private void copy(InputStream in, Member member) throws IOException {
    CRC32C content = new CRC32C();
    long left = member.bytes();
    while (left > 0) {
      int read = in.read(block, 0, (int) Math.min(block.length, left));
      if (read < 0) {
        throw damaged(member, left + " bytes too short");
      }
      content.update(block, 0, read);
      put(block, read);
      left -= read;
    }
    if ((int) content.getValue() != member.crc32c()) {
      throw damaged(member, "not what was recorded");
    }
  }

  private static StorageException damaged(Member member, String how) {
    return new StorageException(
        StorageException.Kind.CORRUPT,
        "%s is %s: 'aircheck store verify' and 'aircheck store repair' look after it"
            .formatted(member.key(), how));
  }
}
