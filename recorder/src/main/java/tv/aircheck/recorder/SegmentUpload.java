package tv.aircheck.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadState;
import tv.aircheck.index.UploadTrouble;
import tv.aircheck.recorder.Proof.Finding;
import tv.aircheck.recorder.UploadDone.Note;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.storage.ChecksumConflict;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/**
 * Brings one segment to the store, and tells what is wrong when it cannot: the store as a whole, or
 * this segment alone. Changes the ledger only by what it returns. Any thread.
 */
final class SegmentUpload {
  private final RecorderParts parts;
  private final UploadSettings settings;
  private final StoreHealth health;
  private final Proof proof;

  SegmentUpload(RecorderParts parts, UploadSettings settings, StoreHealth health) {
    this.parts = parts;
    this.settings = settings;
    this.health = health;
    this.proof = new Proof(parts.store());
  }

  UploadDone run(UploadRow row) {
    if (!health.mayGoOn(row)) {
      return givenBack(row);
    }
    SegmentKey key = TakeKeys.of(row);
    Path file = parts.spool().sealedPath(key);
    try {
      PutResult result = parts.store().putIfAbsent(key.storeKey(), file, row.crc32c());
      health.answered();
      parts.listener().uploaded(row.fileBytes());
      return inStore(row, Proof.after(result));
    } catch (ChecksumConflict e) {
      health.answered();
      return inTrouble(row, UploadTrouble.CONFLICT, conflict(e.getMessage()));
    } catch (StorageException e) {
      return failed(row, key, file, e);
    }
  }

  /** Whose fault is it? The file is read only here, as most uploads do not fail. */
  private UploadDone failed(UploadRow row, SegmentKey key, Path file, StorageException e) {
    Digests digests;
    try {
      digests = read(row, file);
    } catch (StorageException local) {
      return local.kind() == Kind.NOT_FOUND ? withoutFile(row, file) : unreadable(row, local);
    }
    return isWhole(row, digests) ? notTaken(row, e) : changed(row, key, file, digests);
  }

  /** Read again where it differs, as a disk may give a wrong answer once. */
  private static Digests read(UploadRow row, Path file) throws StorageException {
    Digests first = Digests.of(file);
    return isWhole(row, first) ? first : Digests.of(file);
  }

  private static boolean isWhole(UploadRow row, Digests digests) {
    return digests.crc32c() == row.crc32c() && digests.bytes() == row.fileBytes();
  }

  private static UploadDone inStore(UploadRow row, UploadState state) {
    return new UploadDone(row, true, tx -> noteInStore(tx, row, state), null);
  }

  private static boolean noteInStore(Transaction tx, UploadRow row, UploadState state) {
    return state == UploadState.VERIFIED
        ? tx.uploads().verified(row.takeSeq(), row.startPosition())
        : tx.uploads().stored(row.takeSeq(), row.startPosition());
  }

  private static UploadDone givenBack(UploadRow row) {
    Note note = tx -> tx.uploads().giveBack(row.takeSeq(), row.startPosition());
    return new UploadDone(row, false, note, null);
  }

  /** The store did not take it. */
  private UploadDone notTaken(UploadRow row, StorageException e) {
    if (isOfTheStore(e.kind())) {
      health.failed(row, e);
      parts.listener().uploadFailed(word(e.kind()));
      return again(row, e);
    }
    health.answered();
    return inTrouble(row, UploadTrouble.REFUSED, e.getMessage());
  }

  /** Trouble of the store as a whole, not with one segment. */
  static boolean isOfTheStore(Kind kind) {
    return switch (kind) {
      case UNAVAILABLE, FULL, DENIED -> true;
      case CORRUPT, NOT_FOUND, INVALID, ARCHIVED -> false;
    };
  }

  static String conflict(String words) {
    return words
        + "; 'aircheck store verify --depth content' and 'aircheck store repair' look at both";
  }

  private UploadDone again(UploadRow row, StorageException e) {
    long next = parts.clock().millis() + settings.waitMs(row.attempts() + 1, parts.random());
    String words = String.valueOf(e.getMessage());
    Note note = tx -> tx.uploads().failed(row.takeSeq(), row.startPosition(), next, words);
    return new UploadDone(row, false, note, null);
  }

  private UploadDone unreadable(UploadRow row, StorageException e) {
    health.unasked(row);
    return inTrouble(
        row, UploadTrouble.UNREADABLE, e.getMessage() + ": look at the disk and its permissions");
  }

  /** Nobody reads it from here any more: where another copy is found, that one counts. */
  private UploadDone changed(UploadRow row, SegmentKey key, Path file, Digests digests) {
    health.unasked(row);
    try {
      Path aside = parts.spool().setAside(key);
      return inTrouble(row, UploadTrouble.CHANGED, changedWords(row, file, digests, aside));
    } catch (StorageException e) {
      return unreadable(row, e);
    }
  }

  private static String changedWords(UploadRow row, Path file, Digests digests, Path aside) {
    return "%s has CRC-32C %08x and %d bytes, and had %08x and %d when it was sealed: the disk, or somebody, changed it. It was set aside as %s; check the disk, then let 'aircheck store verify' and 'aircheck store repair' look for another copy or note the gap"
        .formatted(
            file,
            digests.crc32c(),
            digests.bytes(),
            row.crc32c(),
            row.fileBytes(),
            aside.getFileName());
  }

  /** Another recorder, or an earlier run, may have brought it there. */
  private UploadDone withoutFile(UploadRow row, Path file) {
    try {
      Finding finding = proof.look(row);
      health.answered();
      return switch (finding) {
        case PROVEN -> inStore(row, UploadState.VERIFIED);
        case ARCHIVED -> inStore(row, UploadState.STORED);
        case DIFFERENT ->
            inTrouble(
                row,
                UploadTrouble.CONFLICT,
                conflict("the store holds other bytes than were sealed, and the spool none"));
        case ABSENT -> missing(row, file);
      };
    } catch (StorageException e) {
      return notTaken(row, e);
    } catch (IOException e) {
      return notTaken(row, StorageException.of("look at", TakeKeys.of(row).storeKey(), e));
    }
  }

  private UploadDone missing(UploadRow row, Path file) {
    boolean aside;
    try {
      aside = parts.spool().wasSetAside(TakeKeys.of(row));
    } catch (StorageException e) {
      return unreadable(row, e);
    }
    return aside
        ? inTrouble(row, UploadTrouble.CHANGED, "it is damaged, and was set aside: " + file)
        : inTrouble(
            row,
            UploadTrouble.MISSING,
            file
                + " is gone, and the store does not have it: put it back, or let 'aircheck store"
                + " verify' and 'aircheck store repair' look for another copy or note the gap");
  }

  /** The program's own fault. */
  UploadDone broken(UploadRow row, Throwable e) {
    health.unasked(row);
    return inTrouble(row, UploadTrouble.FAILED, String.valueOf(e));
  }

  private UploadDone inTrouble(UploadRow row, UploadTrouble trouble, String words) {
    parts.listener().uploadFailed(word(trouble));
    long next = parts.clock().millis() + settings.waitMs(row.attempts() + 1, parts.random());
    boolean known = row.trouble() == trouble;
    // Said once: tried again and again, it is found in the same trouble.
    String kept = known && row.lastError() != null ? row.lastError() : words;
    Note note = tx -> tx.uploads().inTrouble(row, trouble, next, kept);
    String alarm =
        known
            ? null
            : "Segment %s cannot be stored (%s), and somebody has to look at it: %s"
                .formatted(TakeKeys.of(row).storeKey(), word(trouble), words);
    return new UploadDone(row, false, note, alarm);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
