package tv.aircheck.index;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A new index for each test. */
abstract class OnAnIndex {
  static final ChannelName JUSTIN = IndexContract.JUSTIN;
  static final ChannelName EMMA = IndexContract.EMMA;

  @TempDir Path folder;
  Index index;
  Recordings given;

  @BeforeEach
  final void open() {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    given = new Recordings(index);
  }

  @AfterEach
  final void close() {
    index.close();
  }
}
