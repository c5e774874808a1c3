package tv.aircheck.recorder.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import tv.aircheck.recorder.bundle.BundleTable.Member;
import tv.aircheck.storage.BroadcastKey.BundleKey;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * Reads what a bundle holds: from its table beside it, or from the bundle alone, by range: the
 * table in it, which two reads fetch, or where that is damaged the headers of the tar, a read for
 * each member. Any thread.
 */
public final class BundleReading {
  private static final int FIRST_READ = 64 * 1024;

  /** Room for a line for each of a million segments; no table is larger. */
  private static final int LARGEST_TABLE = 256 << 20;

  private static final int LARGEST_EXTENSION = 64 * 1024;
  private static final Pattern PATH = Pattern.compile("(?m)^\\d+ path=(\\S+)$");

  private final ObjectStore store;

  /**
   * @param store of objects as they are, or a {@link BundledStore}
   */
  public BundleReading(ObjectStore store) {
    this.store = store;
  }

  /**
   * Members are in the order in which they lie. Where the table is damaged, and a header too, what
   * is behind that header is not found.
   */
  public BundleTable read(BundleKey key) throws StorageException {
    Optional<BundleTable> table = whole(key);
    return table.isPresent()
        ? table.get()
        : new BundleTable(key.broadcast().broadcastId(), walk(key.storeKey()));
  }

  /** All that is in it; empty where no table says so, as headers alone may leave out members. */
  public Optional<BundleTable> whole(BundleKey key) throws StorageException {
    Optional<BundleTable> beside = beside(key);
    // One of another bundle under the same key may have been left there by a crash.
    return beside.isPresent() && isOf(key, beside.get()) ? beside : table(key.storeKey());
  }

  private boolean isOf(BundleKey key, BundleTable table) throws StorageException {
    List<Member> members = table.members();
    if (members.isEmpty()) {
      return false;
    }
    Member last = members.get(members.size() - 1);
    long length = last.offset() + TarHeader.padded(last.bytes()) + TarHeader.END;
    return store.head(key.storeKey()).filter(object -> object.bytes() == length).isPresent();
  }

  private Optional<BundleTable> beside(BundleKey key) throws StorageException {
    try (InputStream in = new ObjectBytes(store, key.tableKey())) {
      return BundleTable.parse(in.readNBytes(LARGEST_TABLE));
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw StorageException.of("read", key.tableKey(), e);
    }
  }

  private Optional<BundleTable> table(String bundle) throws StorageException {
    byte[] begin = bytes(bundle, 0, FIRST_READ);
    TarArchiveEntry first = entry(begin, 0);
    if (first == null
        || !first.getName().equals(BundleTable.NAME)
        || first.getSize() > LARGEST_TABLE) {
      return Optional.empty();
    }
    int size = (int) first.getSize();
    byte[] text =
        begin.length >= TarHeader.RECORD + size
            ? Arrays.copyOfRange(begin, TarHeader.RECORD, TarHeader.RECORD + size)
            : bytes(bundle, TarHeader.RECORD, size);
    return BundleTable.parse(text);
  }

  private List<Member> walk(String bundle) throws StorageException {
    List<Member> members = new ArrayList<>();
    long at = 0;
    String longName = null;
    while (true) {
      byte[] record = bytes(bundle, at, TarHeader.RECORD);
      TarArchiveEntry entry = entry(record, 0);
      if (entry == null) {
        return members;
      }
      long content = at + TarHeader.RECORD;
      if (entry.getLinkFlag() == TarConstants.LF_PAX_EXTENDED_HEADER_LC) {
        longName = path(bytes(bundle, content, (int) Math.min(LARGEST_EXTENSION, entry.getSize())));
      } else {
        String name = longName == null ? entry.getName() : longName;
        longName = null;
        if (!name.equals(BundleTable.NAME)) {
          members.add(new Member(name, content, entry.getSize(), null));
        }
      }
      at = content + TarHeader.padded(entry.getSize());
    }
  }

  private static String path(byte[] extension) {
    Matcher path = PATH.matcher(new String(extension, StandardCharsets.US_ASCII));
    return path.find() ? path.group(1) : null;
  }

  /** Null for what is no whole header, as at the end. */
  private static TarArchiveEntry entry(byte[] bytes, int at) {
    if (bytes.length < at + TarHeader.RECORD) {
      return null;
    }
    try {
      TarArchiveEntry entry =
          new TarArchiveEntry(Arrays.copyOfRange(bytes, at, at + TarHeader.RECORD));
      return entry.isCheckSumOK() && entry.getSize() >= 0 && !entry.getName().isEmpty()
          ? entry
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private byte[] bytes(String bundle, long at, int length) throws StorageException {
    ByteBuffer into = ByteBuffer.allocate(length);
    store.read(bundle, at, into);
    return Arrays.copyOf(into.array(), into.position());
  }

  /** A member as a stream. */
  public InputStream open(BundleKey key, Member member) {
    return ObjectBytes.range(store, key.storeKey(), member.offset(), member.bytes());
  }
}
