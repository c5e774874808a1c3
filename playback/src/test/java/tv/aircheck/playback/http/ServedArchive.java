package tv.aircheck.playback.http;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.testkit.LeakGuard;

/** For test classes that share one archive, and one server of its media, among their tests. */
@ExtendWith(LeakGuard.class)
public abstract class ServedArchive {
  @TempDir protected static Path folder;
  protected static TestArchive archive;
  protected static TestMedia media;

  @BeforeAll
  static void serve() throws Exception {
    archive = new TestArchive(folder);
    media = new TestMedia(archive);
  }

  @AfterAll
  static void close() throws Exception {
    media.close();
    archive.close();
  }
}
