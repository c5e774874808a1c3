package tv.aircheck.recorder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadTrouble;
import tv.aircheck.storage.StorageException;

/**
 * Looks at what is STORED and not yet proven: what a put found there already, and what a rebuild
 * entered. One thread.
 */
final class Proofs {
  private static final Logger log = LoggerFactory.getLogger(Proofs.class);
  private static final int AT_ONCE = 100;
  private static final long ARCHIVED_WAIT_MS = TimeUnit.HOURS.toMillis(6);

  private final RecorderParts parts;
  private final UploadSettings settings;
  private final StoreHealth health;
  private final Proof proof;
  private int failures;
  private long notBeforeMs;

  Proofs(RecorderParts parts, UploadSettings settings, StoreHealth health) {
    this.parts = parts;
    this.settings = settings;
    this.health = health;
    this.proof = new Proof(parts.store());
  }

  /** Goes through what is due; what the store cannot tell now is asked again later. */
  void go() {
    long now = parts.clock().millis();
    if (now < notBeforeMs || health.state() != StoreHealth.State.UP) {
      return;
    }
    List<UploadRow> rows;
    boolean answered;
    do {
      rows = parts.index().uploads().unproven(AT_ONCE, now);
      answered = prove(rows, now);
    } while (answered && rows.size() == AT_ONCE);
  }

  private record Found(UploadRow row, Proof.Finding finding) {}

  /** False when the store did not answer. */
  private boolean prove(List<UploadRow> rows, long now) {
    List<Found> found = new ArrayList<>();
    List<UploadRow> untold = new ArrayList<>();
    for (UploadRow row : rows) {
      try {
        found.add(new Found(row, proof.look(row)));
        failures = 0;
      } catch (IOException e) {
        untold.add(row);
        if (!(e instanceof StorageException one) || SegmentUpload.isOfTheStore(one.kind())) {
          notBeforeMs = now + settings.waitMs(++failures, parts.random());
          log.debug("What is stored cannot be proven now", e);
          break;
        }
        log.warn("{} cannot be proven: {}", TakeKeys.of(row).storeKey(), e.getMessage());
      }
    }
    note(found, now);
    putOff(untold, now + settings.lastRetry().toMillis());
    return now >= notBeforeMs;
  }

  /** One about which the store cannot tell does not stay before the others. */
  private void putOff(List<UploadRow> untold, long until) {
    if (!untold.isEmpty()) {
      parts
          .index()
          .writeNow(
              tx -> {
                untold.forEach(
                    row -> tx.uploads().unproven(row.takeSeq(), row.startPosition(), until));
                return null;
              });
    }
  }

  private void note(List<Found> found, long now) {
    if (found.isEmpty()) {
      return;
    }
    parts
        .index()
        .writeNow(
            tx -> {
              found.forEach(one -> note(tx, one, now));
              return null;
            });
    long absent = found.stream().filter(one -> one.finding() == Proof.Finding.ABSENT).count();
    if (absent > 0) {
      log.warn("{} segments that were stored are not in the store: they are sent again", absent);
    }
    found.stream()
        .filter(one -> one.finding() == Proof.Finding.DIFFERENT)
        .forEach(
            one ->
                log.error(
                    "{} is stored with other bytes than were sealed: nothing was overwritten",
                    TakeKeys.of(one.row()).storeKey()));
  }

  private static void note(Transaction tx, Found found, long now) {
    UploadRow row = found.row();
    switch (found.finding()) {
      case PROVEN -> tx.uploads().verified(row.takeSeq(), row.startPosition());
      case DIFFERENT ->
          tx.uploads()
              .inTrouble(
                  row,
                  UploadTrouble.CONFLICT,
                  now,
                  SegmentUpload.conflict("the store holds other bytes than were sealed"));
      case ABSENT ->
          tx.uploads()
              .failed(
                  row.takeSeq(), row.startPosition(), now, "the store does not have it any more");
      case ARCHIVED ->
          tx.uploads().unproven(row.takeSeq(), row.startPosition(), now + ARCHIVED_WAIT_MS);
    }
  }
}
