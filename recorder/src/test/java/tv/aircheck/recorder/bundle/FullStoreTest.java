package tv.aircheck.recorder.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.BroadcastRemoval;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.verify.Depth;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.layer.StoreCall;
import tv.aircheck.storage.layer.StoreLayer;

/** Where there is no room, something can still be deleted. */
class FullStoreTest {
  @TempDir Path folder;

  /** Takes nothing as long as an object is there. */
  private static ObjectStore fullWhileThereIs(Path object, ObjectStore store) {
    return new StoreLayer(store) {
      @Override
      protected <T> T pass(StoreCall call, Rest<T> rest) throws StorageException {
        if (call == StoreCall.PUT_FILE && Files.exists(object)) {
          throw new StorageException(StorageException.Kind.FULL, "no space left");
        }
        return rest.go();
      }
    };
  }

  /** Of one segment, whose key it gives. */
  private static String clip(BundledShow show, String id, String takeId) {
    TakeRow take = show.archive.index().takes().find(takeId).orElseThrow();
    SegmentRow row = show.archive.index().segments().ofTake(take.seq(), -1, 100).get(1);
    ClipRange range =
        new ClipRange(
            take.seq(), row.startPosition(), row.endPosition(), row.startMs(), row.endMs());
    NewClip clip = new NewClip(id, take.broadcastId(), null, 7, List.of(range));
    show.archive.index().writeNow(tx -> tx.clips().add(clip));
    return TakeKeys.of(take, row.startPosition()).storeKey();
  }

  @Test
  void aShowIsCutToClipsThatItsManifestTellsOf() throws IOException {
    try (BundledShow show = new BundledShow(folder).record()) {
      String kept = clip(show, "K1", "T1");
      show.keeper().writeDue();
      clip(show, "K2", "T2");
      List<String> all = show.keys("");
      Path filling = show.archive.object(show.keys("segments/").get(0));
      BroadcastRemoval removal =
          new BroadcastRemoval(
              show.archive.index(),
              show.archive.spool(),
              fullWhileThereIs(filling, show.store()),
              show.archive.clock);

      assertThatThrownBy(() -> removal.run("T1", BundledShow.ME, deleted -> {}))
          .as("no manifest tells of the second clip")
          .hasMessageContaining("make a little room");
      assertThat(show.keys("")).isEqualTo(all);

      show.archive.index().writeNow(tx -> tx.clips().remove("K2"));
      removal.run("T1", BundledShow.ME, deleted -> {});

      assertThat(show.keys("segments/"))
          .filteredOn(key -> !key.contains("/T3/"))
          .containsExactly(kept);
      assertThat(show.archive.index().broadcasts().find("T1").orElseThrow().state())
          .isEqualTo(BroadcastState.CLIPPED);
      Caretaker care = new Caretaker(show);
      assertThat(care.verify(Depth.CONTENT)).isEmpty();
      assertThat(care.violations()).isEmpty();
    }
  }
}
