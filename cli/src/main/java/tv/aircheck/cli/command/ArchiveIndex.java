package tv.aircheck.cli.command;

import java.nio.file.Files;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.config.Config;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;

/** The index a server uses, opened beside it. */
final class ArchiveIndex {
  private ArchiveIndex() {}

  static Index open(Config config) {
    mustExist(config);
    return Index.open(IndexSettings.at(config.indexFile()));
  }

  /** No command makes an archive: a mistyped folder should not look like an empty one. */
  static void mustExist(Config config) {
    if (!Files.exists(config.indexFile())) {
      throw new CommandFailed(
          "there is no archive in "
              + config.data().toAbsolutePath().normalize()
              + " yet: 'aircheck serve' makes one, --data names another folder");
    }
  }
}
