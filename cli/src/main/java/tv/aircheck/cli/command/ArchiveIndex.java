package tv.aircheck.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
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

  /** A store that is a folder has to be there; the index may be lost. */
  static void storeMustExist(Config config) {
    if (!config.store().inBucket() && !Files.isDirectory(config.storeFolder())) {
      throw new CommandFailed(
          "there is no store in "
              + config.storeFolder().toAbsolutePath().normalize()
              + ": --data names another data folder, 'store' in the settings another store");
    }
  }

  /** No command makes an archive: a mistyped folder should not look like an empty one. */
  static void mustExist(Config config) {
    Path data = config.data().toAbsolutePath().normalize();
    if (Files.isDirectory(data) && !(Files.isExecutable(data) && Files.isReadable(data))) {
      throw new CommandFailed(
          data
              + " may not be read by the user "
              + System.getProperty("user.name")
              + ": run this as the user that the server runs as, for example with sudo -u");
    }
    if (!Files.exists(config.indexFile())) {
      throw new CommandFailed(
          "there is no archive in "
              + data
              + " yet: 'aircheck serve' makes one, --data names another folder");
    }
  }
}
