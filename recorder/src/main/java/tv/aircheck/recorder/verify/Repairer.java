package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.BundleRow.Singles;
import tv.aircheck.index.DamageRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.Transaction;
import tv.aircheck.recorder.GapReason;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.recorder.verify.RepairStep.Action;
import tv.aircheck.recorder.verify.SegmentCheck.Expected;
import tv.aircheck.recorder.verify.SegmentCheck.Found;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;

/**
 * Puts right what a verification found. For a segment, in this order, and what a crash after each
 * step leaves; in every case the next repair goes on with it, as the damage stays noted to the end:
 *
 * <ol>
 *   <li>copy what is there to quarantine: a copy too many
 *   <li>delete it: a segment that is missing
 *   <li>put the good bytes: a segment that is whole, and noted as damaged
 *   <li>or, where none are left, take its row out and note the gap, in one transaction: done
 *   <li>forget the damage: done
 * </ol>
 *
 * Damaged bytes in a bundle stay where they are, and nothing is read from them any more: the good
 * ones become an object of their own, or a gap takes their place.
 */
public final class Repairer {
  private static final Logger log = LoggerFactory.getLogger(Repairer.class);
  private static final String QUARANTINE = "quarantine/";

  private final Index index;
  private final ObjectStore store;
  private final List<GoodCopies> sources;
  private final ManifestKeeper keeper;
  private final InstantSource clock;
  private final SegmentCheck check;

  /**
   * @param sources asked in this order
   */
  public Repairer(
      Index index,
      ObjectStore store,
      List<GoodCopies> sources,
      ManifestKeeper keeper,
      InstantSource clock) {
    this.index = index;
    this.store = store;
    this.sources = List.copyOf(sources);
    this.keeper = keeper;
    this.clock = clock;
    this.check = new SegmentCheck(new StoredContent(store, ReadRate.FREE));
  }

  /** What {@link #run} would do, told from a fresh look at the object and at the copies. */
  public RepairStep plan(DamageRow damage) throws IOException {
    Optional<BroadcastRow> broadcast = index.broadcasts().find(damage.broadcastId());
    if (broadcast.isEmpty() || broadcast.get().state() == BroadcastState.REMOVING) {
      return new RepairStep(damage, Action.NOTHING, null);
    }
    return switch (damage.kind()) {
      case MANIFEST_MISSING, MANIFEST_CHANGED ->
          new RepairStep(damage, Action.WRITE_MANIFEST, null);
      case MANIFEST_DIFFERS -> new RepairStep(damage, Action.LEAVE, null);
      case MISSING, TRUNCATED, CHANGED, SWAPPED -> planSegment(damage);
    };
  }

  private RepairStep planSegment(DamageRow damage) throws IOException {
    Optional<Expected> expected = expected(index, damage);
    if (expected.isEmpty()) {
      return new RepairStep(damage, Action.NOTHING, null);
    }
    Found found = check.check(expected.get(), store.head(damage.key()).orElse(null), Depth.CONTENT);
    if (found.unread()) {
      return new RepairStep(
          said(damage, "it is archived: bring it back first"), Action.LEAVE, null);
    }
    if (found.kind() == null) {
      return new RepairStep(damage, Action.NOTHING, null);
    }
    Optional<Singles> singles = singles(expected.get().key());
    if (singles.isPresent() && singles.get() == Singles.KEPT) {
      return new RepairStep(damage, Action.TAKE_OUT, null);
    }
    if (singles.isPresent() && singles.get() == Singles.GOING) {
      String words =
          "single objects of its bundle are being deleted: 'aircheck store bundle' ends that";
      return new RepairStep(said(damage, words), Action.LEAVE, null);
    }
    for (GoodCopies source : sources) {
      Optional<GoodCopy> copy = source.find(expected.get().key(), expected.get().row());
      if (copy.isPresent()) {
        copy.get().close();
        return new RepairStep(damage, Action.REPLACE, source);
      }
    }
    return new RepairStep(damage, Action.WRITE_OFF, null);
  }

  /** Of the bundle it is in; empty for an object of its own. */
  private Optional<Singles> singles(SegmentKey key) {
    return index
        .bundles()
        .find(key.takeId(), key.startPosition())
        .flatMap(member -> index.bundles().byKey(member.bundle()))
        .map(BundleRow::singles);
  }

  private static DamageRow said(DamageRow damage, String words) {
    return new DamageRow(
        damage.broadcastId(),
        damage.key(),
        damage.takeSeq(),
        damage.startPosition(),
        damage.kind(),
        words,
        damage.foundAtMs());
  }

  private static Optional<Expected> expected(IndexReads index, DamageRow damage) {
    Optional<TakeRow> take = index.takes().find(damage.takeSeq());
    Optional<SegmentRow> row =
        index
            .segments()
            .atPosition(damage.takeSeq(), damage.startPosition())
            .filter(segment -> segment.startPosition() == damage.startPosition());
    if (take.isEmpty() || row.isEmpty()) {
      return Optional.empty();
    }
    SegmentKey key = TakeKeys.of(take.get(), damage.startPosition());
    return Optional.of(new Expected(key, row.get(), null));
  }

  /** Does what was planned; what it was planned from may have changed, and is looked at again. */
  public void run(RepairStep step) throws IOException {
    DamageRow damage = step.damage();
    switch (step.action()) {
      case NOTHING -> forget(damage);
      case REPLACE -> replace(step);
      case TAKE_OUT -> takeOut(damage);
      case WRITE_OFF -> writeOff(damage);
      case WRITE_MANIFEST -> writeManifest(damage);
      case LEAVE -> {}
    }
  }

  /** Where the single object is no better, it is replaced; to give it up is another step's. */
  private void takeOut(DamageRow damage) throws IOException {
    index.writeNow(tx -> tx.bundles().removeMember(damage.takeSeq(), damage.startPosition()));
    RepairStep next = plan(damage);
    if (next.action() == Action.NOTHING || next.action() == Action.REPLACE) {
      run(next);
      log.info(
          "{} was {} in its bundle, and is read from its own object", damage.key(), damage.kind());
    }
  }

  private void replace(RepairStep step) throws IOException {
    DamageRow damage = step.damage();
    Expected expected = expected(index, damage).orElseThrow(() -> gone(damage.key()));
    Optional<GoodCopy> found = step.from().find(expected.key(), expected.row());
    if (found.isEmpty()) {
      throw new StorageException(
          StorageException.Kind.NOT_FOUND,
          step.from().name() + " has no whole " + damage.key() + " any more: plan again");
    }
    try (GoodCopy copy = found.get()) {
      if (singles(expected.key()).isEmpty()) {
        clear(damage.key());
      }
      store.putIfAbsent(damage.key(), copy.file(), expected.row().crc32c());
    }
    index.writeNow(
        tx -> {
          tx.bundles().removeMember(damage.takeSeq(), damage.startPosition());
          tx.verifications().sound(damage.broadcastId(), damage.key());
          return null;
        });
    log.info("{} was {} and is whole again, {}", damage.key(), damage.kind(), step.words());
  }

  private static StorageException gone(String key) {
    return new StorageException(
        StorageException.Kind.NOT_FOUND, "the index does not know " + key + " any more");
  }

  private void writeOff(DamageRow damage) throws IOException {
    Optional<SegmentKey> key = SegmentKey.parse(damage.key());
    boolean bundled = key.isPresent() && singles(key.get()).isPresent();
    boolean wasThere = bundled ? store.head(damage.key()).isPresent() : clear(damage.key());
    index.writeNow(
        tx -> {
          expected(tx, damage).ifPresent(expected -> noteGap(tx, expected.row(), wasThere));
          tx.verifications().sound(damage.broadcastId(), damage.key());
          return null;
        });
    log.warn("{} was {}; no whole copy is left, and a gap says so", damage.key(), damage.kind());
  }

  /** Reaches to where the next segment begins, so that the take's time stays what it was. */
  private void noteGap(Transaction tx, SegmentRow row, boolean wasThere) {
    long toMs =
        tx.segments()
            .next(row.takeSeq(), row.startPosition())
            .filter(next -> next.startPosition() == row.endPosition())
            .map(SegmentRow::startMs)
            .orElse(row.endMs());
    tx.segments().remove(row);
    tx.gaps()
        .add(
            new GapRow(
                row.takeSeq(),
                row.startPosition(),
                row.endPosition(),
                row.startMs(),
                Math.max(row.startMs(), toMs),
                (wasThere ? GapReason.DAMAGED : GapReason.VANISHED).name(),
                clock.millis()));
  }

  private void writeManifest(DamageRow damage) throws IOException {
    clear(damage.key());
    index.writeNow(
        tx -> {
          tx.manifests().changed(damage.broadcastId());
          return null;
        });
    keeper.write(damage.broadcastId());
    forget(damage);
  }

  private void forget(DamageRow damage) {
    index.writeNow(
        tx -> {
          tx.verifications().sound(damage.broadcastId(), damage.key());
          return null;
        });
  }

  /** Moves what is there to quarantine; false when nothing is. */
  private boolean clear(String key) throws StorageException {
    if (store.head(key).isEmpty()) {
      return false;
    }
    store.copyIfAbsent(key, QUARANTINE + key);
    store.delete(List.of(key));
    return true;
  }
}
