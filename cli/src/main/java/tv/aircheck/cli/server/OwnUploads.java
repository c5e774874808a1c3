package tv.aircheck.cli.server;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import tv.aircheck.cli.Version;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.recorder.RecorderListener;
import tv.aircheck.recorder.RecorderParts;
import tv.aircheck.recorder.UploadRun;
import tv.aircheck.storage.DataFolder;
import tv.aircheck.storage.StorageException;

/**
 * Uploads of a command that adds to the archive. Where a server runs, the uploads are its; else the
 * command takes the server's place, which none can take meanwhile, and makes them itself.
 */
public final class OwnUploads implements AutoCloseable {
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Config config;
  private final DataFolder folder;
  private UploadRun run;

  private OwnUploads(Config config, DataFolder folder) {
    this.config = config;
    this.folder = folder;
  }

  /** Takes the data folder where nobody has it. */
  public static OwnUploads unlessServerRuns(Config config) throws StorageException {
    try {
      return new OwnUploads(
          config, DataFolder.take(config.data(), "aircheck import " + Version.text()));
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.DENIED) {
        return new OwnUploads(config, null);
      }
      throw e;
    }
  }

  /** From here on, uploads go to this archive's store. */
  public void open(Archive archive) {
    if (folder != null) {
      run =
          new UploadRun(
              new RecorderParts(
                  archive.index(),
                  archive.spool(),
                  archive.store(),
                  InstantSource.system(),
                  System::nanoTime,
                  new SecureRandom(),
                  new RecorderListener() {}),
              config.recorder());
    }
  }

  /** Begins what is due, and evicts what may go. Cheap; to be called often. */
  public void go() {
    if (run != null) {
      run.go();
    }
  }

  /** Waits until everything is stored, or the store does not take it; says what is left. */
  public void finish(CommandLine command) {
    if (run == null) {
      command.getOut().println("The server that runs here brings it to the store.");
      return;
    }
    while (run.isBusy()) {
      run.go();
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    if (run.waiting() > 0) {
      command
          .getErr()
          .println(
              "aircheck: waiting in the spool, as the store does not take them: %s; the next 'aircheck serve' brings them there"
                  .formatted(Human.count(run.waiting(), "segment")));
    }
  }

  @Override
  public void close() throws IOException {
    if (run != null) {
      run.close();
    }
    if (folder != null) {
      folder.close();
    }
  }
}
