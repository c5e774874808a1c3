package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.DamageRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadTrouble;
import tv.aircheck.index.VerificationRow;
import tv.aircheck.index.VerifyRun;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.verify.SegmentCheck.Expected;
import tv.aircheck.recorder.verify.SegmentCheck.Found;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;

/** Verifies one broadcast, from where a run stands in it to its end. */
final class BroadcastVerify {
  private static final int PAGE = 500;

  /** After so many segments it is noted how far it has come. */
  private static final int NOTED_EVERY = 64;

  private final Index index;
  private final ObjectStore store;
  private final SegmentCheck check;
  private final InstantSource clock;
  private final int threads;
  private final VerifyListener listener;
  private long over;

  BroadcastVerify(
      Index index,
      ObjectStore store,
      StoredContent content,
      InstantSource clock,
      int threads,
      VerifyListener listener) {
    this.index = index;
    this.store = store;
    this.check = new SegmentCheck(content);
    this.clock = clock;
    this.threads = threads;
    this.listener = listener;
  }

  /**
   * @param manifest what is wrong with its manifest
   */
  VerifyRun verify(BroadcastRow broadcast, VerifyRun from, Optional<DamageRow> manifest)
      throws IOException {
    Pass pass = new Pass(broadcast, from);
    pass.manifest(manifest);
    try (Ordered<Found> ordered = new Ordered<>(threads, "verify", pass::found)) {
      for (TakeRow take : index.takes().ofBroadcast(broadcast.id())) {
        if (take.ordinal() >= pass.ordinal) {
          check(take, pass, ordered);
        }
      }
      ordered.drain();
    }
    return pass.end();
  }

  private void check(TakeRow take, Pass pass, Ordered<Found> ordered) throws IOException {
    long after = take.seq() == pass.run.place().takeSeq() ? pass.run.place().position() : -1;
    TakeObjects objects = new TakeObjects(index, store, take, after);
    List<SegmentRow> page = index.segments().ofTake(take.seq(), after, PAGE);
    while (!page.isEmpty()) {
      Map<Long, byte[]> hashes = new HashMap<>();
      index
          .segments()
          .hashes(take.seq(), after, PAGE)
          .forEach(hash -> hashes.put(hash.startPosition(), hash.sha256()));
      for (SegmentRow row : page) {
        listener.progress(++over);
        after = row.startPosition();
        if (pass.sample.holds(take.id(), after)) {
          Expected expected =
              new Expected(TakeKeys.of(take, after), row, hashes.get(row.startPosition()));
          ObjectInfo object = objects.at(after);
          if (object != null || !waits(row)) {
            ordered.add(() -> check.check(expected, object, pass.depth));
          }
        }
      }
      page = index.segments().ofTake(take.seq(), after, PAGE);
    }
  }

  /**
   * It is still to be brought to the store: that it is not there is no damage, unless the spool has
   * no whole copy to bring.
   */
  private boolean waits(SegmentRow row) {
    Optional<UploadRow> upload = index.uploads().find(row.takeSeq(), row.startPosition());
    return upload.isPresent()
        && !upload.get().state().isInStore()
        && upload.get().trouble() != UploadTrouble.CHANGED
        && upload.get().trouble() != UploadTrouble.MISSING;
  }

  /** What is found of a broadcast, noted as it comes. */
  private final class Pass {
    private final BroadcastRow broadcast;
    private final Depth depth;
    private final Sample sample;
    private final int ordinal;
    private final Set<String> knownDamaged = new HashSet<>();
    private final List<Found> unnoted = new ArrayList<>();
    private VerifyRun run;

    Pass(BroadcastRow broadcast, VerifyRun run) {
      this.broadcast = broadcast;
      this.run = run;
      this.depth = Depth.of(run.depth());
      this.sample = new Sample(run.samplePercent(), run.startedAtMs());
      this.ordinal =
          index
              .takes()
              .find(run.place().takeSeq())
              .filter(take -> take.broadcastId().equals(broadcast.id()))
              .map(TakeRow::ordinal)
              .orElse(0);
      index.verifications().damages(broadcast.id()).forEach(row -> knownDamaged.add(row.key()));
    }

    void manifest(Optional<DamageRow> damage) {
      List<String> healed = new ArrayList<>();
      for (DamageRow row : index.verifications().damages(broadcast.id())) {
        boolean stays = damage.isPresent() && damage.get().key().equals(row.key());
        if (row.takeSeq() == 0 && !stays) {
          healed.add(row.key());
        }
      }
      index.writeNow(
          tx -> {
            healed.forEach(key -> tx.verifications().sound(broadcast.id(), key));
            damage.ifPresent(tx.verifications()::damaged);
            return null;
          });
      damage.ifPresent(listener::damaged);
    }

    void found(Found found) {
      unnoted.add(found);
      if (found.unread()) {
        listener.unread(found.expected().key().storeKey());
      }
      if (found.kind() != null) {
        listener.damaged(damage(found));
      }
      if (unnoted.size() == NOTED_EVERY) {
        note();
      }
    }

    private void note() {
      if (unnoted.isEmpty()) {
        return;
      }
      VerifyRun.Sum part = run.place().part();
      for (Found found : unnoted) {
        part = part.plus(new VerifyRun.Sum(found.unread() ? 0 : 1, found.bytes(), 0));
      }
      SegmentRow last = unnoted.get(unnoted.size() - 1).expected().row();
      run =
          run.at(
              new VerifyRun.Place(run.place().page(), last.takeSeq(), last.startPosition(), part),
              run.sum());
      index.writeNow(
          tx -> {
            for (Found found : unnoted) {
              String key = found.expected().key().storeKey();
              if (found.kind() != null) {
                tx.verifications().damaged(damage(found));
              } else if (!found.unread() && knownDamaged.contains(key)) {
                // A look that is not close enough to have found it does not take it back.
                tx.verifications().soundAtDepth(broadcast.id(), key, depth == Depth.CONTENT);
              }
            }
            tx.verifications().stands(run);
            return null;
          });
      unnoted.clear();
    }

    private DamageRow damage(Found found) {
      SegmentRow row = found.expected().row();
      return new DamageRow(
          broadcast.id(),
          found.expected().key().storeKey(),
          row.takeSeq(),
          row.startPosition(),
          found.kind(),
          found.words(),
          clock.millis());
    }

    VerifyRun end() {
      note();
      int damaged = index.verifications().damages(broadcast.id()).size();
      VerifyRun.Sum part = run.place().part();
      VerificationRow row =
          new VerificationRow(
              broadcast.id(),
              depth.word(),
              sample.percent(),
              clock.millis(),
              part.segments(),
              part.bytes(),
              damaged);
      index.writeNow(
          tx -> {
            tx.verifications().verified(row);
            return null;
          });
      return run.at(
          run.place(), run.sum().plus(new VerifyRun.Sum(part.segments(), part.bytes(), damaged)));
    }
  }
}
