package tv.aircheck.recorder.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.BundleRow.Singles;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.Transaction;
import tv.aircheck.storage.ObjectInfo;

/** Has segments of a new index read from the bundles they are in. */
final class BundleEntry {
  private final long nowMs;

  BundleEntry(long nowMs) {
    this.nowMs = nowMs;
  }

  /** Gives those whose segment is not in the index, or is another one there. */
  List<FoundBundle.Segment> enter(Transaction tx, FoundBundle bundle) {
    List<FoundBundle.Segment> left = new ArrayList<>();
    long seq = 0;
    for (FoundBundle.Segment segment : bundle.needed()) {
      Optional<TakeRow> take = tx.takes().find(segment.key().takeId());
      Optional<SegmentRow> row = take.flatMap(t -> row(tx, t, segment));
      if (row.isEmpty()) {
        left.add(segment);
        continue;
      }
      if (seq == 0) {
        seq = open(tx, bundle, take.get());
      }
      tx.bundles()
          .addMember(
              seq, take.get().seq(), segment.key().startPosition(), segment.member().offset());
    }
    return left;
  }

  private static Optional<SegmentRow> row(
      Transaction tx, TakeRow take, FoundBundle.Segment segment) {
    long position = segment.key().startPosition();
    return tx.segments()
        .atPosition(take.seq(), position)
        .filter(row -> row.startPosition() == position)
        .filter(row -> row.fileBytes() == segment.member().bytes())
        .filter(
            row -> segment.member().crc32c() == null || segment.member().crc32c() == row.crc32c());
  }

  private long open(Transaction tx, FoundBundle bundle, TakeRow take) {
    ObjectInfo object = bundle.object();
    Optional<BundleRow> known = tx.bundles().byKey(object.key());
    if (known.isPresent()) {
      return known.get().seq();
    }
    // So that rules go on from there, and viewers are told of what is archived.
    tx.broadcasts().tier(take.broadcastId(), object.tier().name());
    OptionalInt crc = object.crc32c();
    return tx.bundles()
        .add(
            new BundleRow(
                0,
                take.broadcastId(),
                object.key(),
                object.bytes(),
                crc.isPresent() ? (Integer) crc.getAsInt() : null,
                object.storedAt().toEpochMilli(),
                object.tier().name(),
                Singles.GONE,
                nowMs));
  }
}
