package tv.aircheck.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does with a few small objects what the archive does with a store, and says of each step whether
 * it works. Takes away what it put.
 */
public final class StoreExam {
  private static final Logger log = LoggerFactory.getLogger(StoreExam.class);

  private static final String TEXT = "Aircheck tries what this store can do.";

  private final ObjectStore store;
  private final String folder;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param id unlike that of every other exam of this store
   */
  public StoreExam(ObjectStore store, String id) {
    this.store = store;
    this.folder = "checks/" + id + "/";
  }

  /** What one step found; the words say what is right. */
  private interface Step {
    String tried() throws StorageException, Unfit;
  }

  /** The store does something, and not what it should. */
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String words) {
      super(words);
    }
  }

  public List<Finding> run() {
    if (!step("put", this::put)) {
      takeAway();
      findings.add(Finding.warning("the rest", "not tried: nothing goes without putting objects"));
      return findings;
    }
    step("never overwrites", this::putAgain);
    step("read by range", this::read);
    step("look at one", this::head);
    step("list in pages", this::list);
    step("copy", this::copy);
    step("delete", this::delete);
    return findings;
  }

  private boolean step(String about, Step step) {
    try {
      findings.add(Finding.fine(about, step.tried()));
      return true;
    } catch (StorageException | Unfit e) {
      findings.add(Finding.wrong(about, e.getMessage()));
      return false;
    }
  }

  private String key(int number) {
    return folder + number;
  }

  private static ByteBuffer text(String words) {
    return ByteBuffer.wrap(words.getBytes(US_ASCII));
  }

  private String put() throws StorageException, Unfit {
    for (int i = 1; i <= 3; i++) {
      require(
          store.putIfAbsent(key(i), text(TEXT)) == PutResult.STORED,
          "says of a new object that it was there");
    }
    return "3 objects";
  }

  private String putAgain() throws StorageException, Unfit {
    require(
        store.putIfAbsent(key(1), text(TEXT)) == PutResult.ALREADY_THERE,
        "does not see that an object is there");
    try {
      store.putIfAbsent(key(1), text(TEXT.replace('A', 'B')));
      throw new Unfit("overwrote an object with other bytes");
    } catch (ChecksumConflict expected) {
      return "the same bytes again are no change, others are refused";
    }
  }

  private String read() throws StorageException, Unfit {
    ByteBuffer word = ByteBuffer.allocate(5);
    int read = store.read(key(1), 9, word);
    String found = new String(word.array(), 0, Math.max(0, read), US_ASCII);
    require(found.equals(TEXT.substring(9, 14)), "gave '" + found + "' for a range");
    require(
        store.read(key(1), TEXT.length(), word.clear()) == -1,
        "gives bytes behind an object's end");
    return "gives the bytes that were asked for";
  }

  private String head() throws StorageException, Unfit {
    Optional<ObjectInfo> found = store.head(key(1));
    require(found.isPresent(), "does not find what was put");
    require(found.get().bytes() == TEXT.length(), "tells a wrong length");
    require(found.get().crc32c().isPresent(), "does not keep the checksum that was noted");
    require(store.head(key(9)).isEmpty(), "finds what was never put");
    return "length and checksum";
  }

  private String list() throws StorageException, Unfit {
    Listing first = store.list(folder, "", 2);
    require(first.objects().size() == 2 && first.next() != null, "does not list in pages");
    Listing second = store.list(folder, first.next(), 2);
    require(
        second.objects().size() == 1 && second.objects().get(0).key().equals(key(3)),
        "does not list all, or not in order");
    return "all, in order";
  }

  private String copy() throws StorageException, Unfit {
    store.copyIfAbsent(key(1), key(4));
    ByteBuffer all = ByteBuffer.allocate(TEXT.length());
    store.read(key(4), 0, all);
    require(new String(all.array(), US_ASCII).equals(TEXT), "copied other bytes");
    return "made by the store";
  }

  private List<String> keys() {
    return List.of(key(1), key(2), key(3), key(4));
  }

  private void takeAway() {
    try {
      store.delete(keys());
    } catch (StorageException e) {
      log.debug("Nothing can be deleted, either: {}", e.getMessage());
    }
  }

  private String delete() throws StorageException, Unfit {
    store.delete(keys());
    require(store.list(folder, "", 9).objects().isEmpty(), "left something of what was deleted");
    return "4 at once";
  }

  private static void require(boolean holds, String otherwise) throws Unfit {
    if (!holds) {
      throw new Unfit("the store " + otherwise);
    }
  }
}
