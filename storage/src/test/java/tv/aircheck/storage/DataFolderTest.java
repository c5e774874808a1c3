package tv.aircheck.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.storage.StorageException.Kind;

class DataFolderTest {
  @TempDir Path temp;

  @Test
  void theSecondIsToldWhoHoldsIt() throws IOException {
    Path folder = temp.resolve("new/data");
    try (DataFolder first = DataFolder.take(folder, "aircheck serve, process 4711")) {
      assertThat(first.path()).isDirectory();
      assertThatThrownBy(() -> DataFolder.take(folder, "another"))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("aircheck serve, process 4711");
    }
    DataFolder.take(folder, "another").close();
  }

  @Test
  void aLockFileLeftByTheDeadHoldsNobodyUp() throws IOException {
    Files.writeString(temp.resolve("aircheck.lock"), "aircheck serve, process 1, long dead");
    DataFolder.take(temp, "me").close();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.take(file.resolve("data"), "me"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file.toString());
  }
}
