package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.storage.SegmentKey;

/** What holds of clips in a {@link SmallArchive}, whatever is being removed. */
final class ClippedArchive {
  private final SmallArchive archive;

  ClippedArchive(SmallArchive archive) {
    this.archive = archive;
  }

  /** Covers [from, to) of each of these takes. */
  void clip(String id, String broadcast, long from, long to, String... takes) {
    List<ClipRange> ranges = new ArrayList<>();
    for (String take : takes) {
      ranges.add(
          new ClipRange(archive.index.takes().find(take).orElseThrow().seq(), from, to, from, to));
    }
    NewClip clip = new NewClip(id, broadcast, "of " + broadcast, archive.clock.millis(), ranges);
    assertThat(archive.index.<Boolean>writeNow(tx -> tx.clips().add(clip))).isTrue();
  }

  /** Positions of the segments that the clips there are keep, by take. */
  private Set<String> covered() {
    Set<String> keys = new TreeSet<>();
    archive.index.clips().holdings().stream()
        .map(clip -> archive.index.clips().find(clip.id()).orElseThrow())
        .forEach(clip -> clip.ranges().forEach(range -> keys.addAll(keys(clip, range))));
    return keys;
  }

  private Set<String> keys(ClipRow clip, ClipRange range) {
    TakeRow take = archive.index.takes().find(range.takeSeq()).orElseThrow();
    assertThat(take.broadcastId()).isEqualTo(clip.broadcastId());
    Set<String> keys = new TreeSet<>();
    for (long at = 0; at < range.toPosition(); at += SmallArchive.SEGMENT_BYTES) {
      if (at + SmallArchive.SEGMENT_BYTES > range.fromPosition()) {
        keys.add(TakeKeys.of(take, at).storeKey());
      }
    }
    return keys;
  }

  /** Objects and files of the spool that the clips there are keep. */
  Set<String> kept() {
    Set<String> kept = new TreeSet<>();
    for (String key : covered()) {
      kept.add("store/" + key);
      kept.add(spooled(SegmentKey.parse(key).orElseThrow()));
    }
    return kept;
  }

  /** Each segment that a clip covers has its row, its object, and its file in the spool. */
  void assertKept() throws IOException {
    Set<String> there = new TreeSet<>(archive.keys());
    for (String key : covered()) {
      SegmentKey segment = SegmentKey.parse(key).orElseThrow();
      assertThat(there).as("objects and files").contains("store/" + key, spooled(segment));
      TakeRow take = archive.index.takes().find(segment.takeId()).orElseThrow();
      Optional<SegmentRow> row =
          archive.index.segments().atPosition(take.seq(), segment.startPosition());
      assertThat(row.map(SegmentRow::startPosition)).contains(segment.startPosition());
    }
  }

  private static String spooled(SegmentKey key) {
    return "spool/%s/%s/%s/%016d.flv"
        .formatted(key.app(), key.name(), key.takeId(), key.startPosition());
  }

  /** Nothing is left of a show that was removed but what its clips cover, and its manifests. */
  void assertNothingElseIsLeft(String broadcast) throws IOException {
    Set<String> covered = covered();
    List<String> left =
        archive.keys().stream()
            .filter(
                key -> key.contains("/" + broadcast + "/") || key.contains("/" + broadcast + "-"))
            .filter(key -> key.startsWith("store/segments/"))
            .map(key -> key.substring("store/".length()))
            .filter(key -> !covered.contains(key))
            .toList();
    assertThat(left).isEmpty();
    Optional<BroadcastRow> row = archive.index.broadcasts().find(broadcast);
    if (archive.index.clips().ofBroadcast(broadcast).isEmpty()) {
      assertThat(row).isEmpty();
      assertThat(archive.keys()).noneMatch(key -> key.contains(broadcast));
    } else {
      assertThat(row.orElseThrow().state()).isEqualTo(BroadcastState.CLIPPED);
      assertThat(row.get().bytes())
          .isEqualTo(covered.stream().filter(key -> isOf(broadcast, key)).count() * 100);
    }
  }

  private static boolean isOf(String broadcast, String key) {
    String take = SegmentKey.parse(key).orElseThrow().takeId();
    return take.equals(broadcast) || take.equals(broadcast + "-2");
  }
}
