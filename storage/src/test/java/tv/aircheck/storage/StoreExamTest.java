package tv.aircheck.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.storage.FaultyStore.Fault;
import tv.aircheck.storage.Finding.Level;
import tv.aircheck.storage.layer.StoreCall;

class StoreExamTest {
  @TempDir Path folder;

  @Test
  void aGoodStoreIsFineAndAsEmptyAsBefore() throws IOException {
    ObjectStore store = DirectoryStore.open(folder, new LocalDisk());
    assertThat(new StoreExam(store, "1").run())
        .hasSize(7)
        .allSatisfy(finding -> assertThat(finding.level()).as("%s", finding).isEqualTo(Level.FINE));
    assertThat(store.list("", "", 1).objects()).isEmpty();
  }

  @Test
  void oneThatCannotCopyIsSaidToAndTheRestIsTried() throws IOException {
    ObjectStore folder = DirectoryStore.open(this.folder, new LocalDisk());
    ObjectStore store =
        new FaultyStore(folder, call -> call == StoreCall.COPY ? Fault.AWAY : Fault.NONE);
    assertThat(new StoreExam(store, "1").run())
        .filteredOn(finding -> finding.level() != Level.FINE)
        .containsExactly(Finding.wrong("copy", "the store is away"));
    assertThat(folder.list("", "", 1).objects()).isEmpty();
  }

  @Test
  void withoutPutsNothingElseIsTried() throws IOException {
    ObjectStore folder = DirectoryStore.open(this.folder, new LocalDisk());
    ObjectStore store = new FaultyStore(folder, call -> Fault.ANSWER_LOST);
    assertThat(new StoreExam(store, "1").run()).hasSize(2);
    assertThat(folder.list("", "", 1).objects()).isEmpty();
  }
}
