package tv.aircheck.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Progress;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.cli.server.OwnUploads;
import tv.aircheck.index.ChannelName;
import tv.aircheck.recorder.transfer.ArchiveImport;
import tv.aircheck.recorder.transfer.ImportRequest;
import tv.aircheck.recorder.transfer.ImportResult;
import tv.aircheck.recorder.transfer.RecordingImport;

/** {@code aircheck import FILE.tar …}, {@code import FILE --channel APP/NAME --start TIME}. */
@Command(
    name = "import",
    description = {
      "Brings back shows that 'export -o FILE.tar' wrote, with everything about them.",
      "Takes a recording made elsewhere into the archive: FLV (of nginx-rtmp, SRS, OBS …, torn ones"
          + " too) or MP4, fragmented or not.",
      "Importing the same file twice is importing it once; an import that was killed goes on where"
          + " it was. It works beside a running server and without one."
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Exported shows (.tar), or one recording.")
  private Path[] files;

  @Option(
      names = "--channel",
      paramLabel = "APP/NAME",
      converter = ChannelArgument.class,
      description = "The channel it belongs to.")
  private ChannelName channel;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      converter = TimeArgument.class,
      description = "When it went on air: 2026-11-22T15:04:05, local unless it says Z or +01:00.")
  private Instant start;

  @Option(names = "--title", paramLabel = "TEXT", description = "Its title.")
  private String title;

  @Override
  public Integer call() throws IOException {
    for (Path file : files) {
      requireSense(file);
    }
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (OwnUploads uploads = OwnUploads.unlessServerRuns(settings);
        Archive archive = Archive.open(settings)) {
      uploads.open(archive);
      for (Path file : files) {
        say(
            file,
            ArchiveImport.isOne(file)
                ? takeBack(file, settings, archive, uploads)
                : write(file, settings, archive, uploads));
      }
      uploads.finish(spec.commandLine());
    }
    return ExitCode.DONE;
  }

  private void requireSense(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailed("there is no file " + file);
    }
    if (ArchiveImport.isOne(file)) {
      return;
    }
    if (channel == null || start == null) {
      throw new ParameterException(
          spec.commandLine(),
          file + " does not say where it belongs: --channel and --start have to");
    }
    if (files.length > 1) {
      throw new ParameterException(
          spec.commandLine(), "--start is of one recording: import them one by one");
    }
  }

  private ImportResult takeBack(Path file, Config settings, Archive archive, OwnUploads uploads)
      throws IOException {
    ArchiveImport archives =
        new ArchiveImport(
            archive.index(),
            archive.spool(),
            InstantSource.system(),
            settings.recorder().spool().refuseBelowBytes());
    try (Progress progress =
        Progress.ofBytes("Importing", Math.max(1, Files.size(file)), spec.commandLine())) {
      return archives.run(
          file,
          (done, total) -> {
            progress.at(done);
            uploads.go();
          });
    }
  }

  private ImportResult write(Path file, Config settings, Archive archive, OwnUploads uploads)
      throws IOException {
    RecordingImport recordings =
        new RecordingImport(
            archive.index(),
            archive.spool(),
            settings.recorder().segments(),
            InstantSource.system(),
            settings.recorder().spool().refuseBelowBytes());
    long size = Math.max(1, Files.size(file));
    // It is read twice: to know whether it is there already, and to take it in.
    try (Progress progress = Progress.ofBytes("Importing", 2 * size, spec.commandLine())) {
      return recordings.run(
          new ImportRequest(file, channel, start.toEpochMilli(), title),
          (done, total) -> progress.at(done),
          (done, total) -> {
            progress.at(size + done);
            uploads.go();
          });
    }
  }

  private void say(Path file, ImportResult result) {
    String what =
        "%s: %s, %s"
            .formatted(
                result.broadcastId(),
                Human.duration(result.durationMs()),
                Human.bytes(result.bytes()));
    if (result.before()) {
      spec.commandLine().getOut().println("Imported before, as " + what);
      return;
    }
    spec.commandLine().getOut().println("Imported " + what);
    if (result.damage() != null) {
      spec.commandLine()
          .getErr()
          .println("aircheck: the end of " + file + " is missing: " + result.damage());
    }
  }
}
