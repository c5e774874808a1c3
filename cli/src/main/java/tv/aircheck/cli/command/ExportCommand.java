package tv.aircheck.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
import tv.aircheck.flv.mp4.UnsupportedInMp4Exception;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ClipRow;
import tv.aircheck.playback.BringBack;
import tv.aircheck.playback.BroadcastExport;
import tv.aircheck.playback.ExportFormat;
import tv.aircheck.playback.ExportRequest;
import tv.aircheck.playback.NotPlayable;
import tv.aircheck.recorder.transfer.BroadcastTar;
import tv.aircheck.recorder.transfer.TransferRefused;
import tv.aircheck.storage.StorageException;

/** {@code aircheck export ID -o FILE.(flv|mp4|tar)}. */
@Command(
    name = "export",
    description = {
      "Writes a show, or a clip, as one file: seekable FLV, or MP4.",
      "A .tar holds the show with everything about it, segment by segment: 'aircheck import' brings"
          + " it back, here or elsewhere."
    },
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Parameters(paramLabel = "ID", description = "The broadcast, or the clip.")
  private String id;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The file to write, whose name ends in .flv, .mp4 or .tar.")
  private Path file;

  @Option(
      names = "--from",
      paramLabel = "OFFSET",
      converter = OffsetArgument.class,
      defaultValue = "0",
      description =
          "From this offset: seconds, or H:MM:SS. FLV begins at the keyframe before it, MP4 is"
              + " shown from the moment itself.")
  private long fromMs;

  @Option(
      names = "--to",
      paramLabel = "OFFSET",
      converter = OffsetArgument.class,
      description = "Up to: seconds, or H:MM:SS (default: the end).")
  private Long toMs;

  @Option(names = "--force", description = "Replaces FILE where it is there already.")
  private boolean force;

  @Override
  public Integer call() throws StorageException {
    boolean tar = endsWith(".tar");
    ExportFormat format = tar ? null : format();
    if (tar && (fromMs > 0 || toMs != null)) {
      throw new ParameterException(
          spec.commandLine(), "a .tar holds the whole show: --from and --to go with .flv and .mp4");
    }
    if (toMs != null && toMs <= fromMs) {
      throw new ParameterException(spec.commandLine(), "--to must be behind --from");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new CommandFailed("there is no folder " + folder + " to write the file into: make it");
    }
    if (Files.exists(file) && !force) {
      throw new CommandFailed(file + " is there already; --force replaces it");
    }
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    if (tar) {
      try (Archive archive = Archive.open(settings)) {
        writeTar(archive, archive.bringBack(settings));
      }
      return ExitCode.DONE;
    }
    try (Archive archive = Archive.open(settings);
        BroadcastExport export =
            new BroadcastExport(
                archive.index(), archive.spool(), archive.store(), archive.bringBack(settings))) {
      write(export, format, durationMs(archive));
    }
    return ExitCode.DONE;
  }

  private ExportFormat format() {
    if (endsWith(".flv")) {
      return ExportFormat.FLV;
    }
    if (endsWith(".mp4")) {
      return ExportFormat.MP4;
    }
    throw new ParameterException(
        spec.commandLine(),
        file + ": the name must end in .flv, .mp4 or .tar, which says what to write");
  }

  private boolean endsWith(String extension) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(extension);
  }

  private long durationMs(Archive archive) {
    return archive
        .index()
        .clips()
        .find(id)
        .map(ClipRow::durationMs)
        .orElseGet(() -> BroadcastsShow.find(archive.index(), id).durationMs());
  }

  private void writeTar(Archive archive, BringBack bringBack) throws StorageException {
    if (archive.index().clips().find(id).isPresent()) {
      throw new CommandFailed(
          "a .tar holds a whole show, and %s is a clip: write it as .flv or .mp4".formatted(id));
    }
    BroadcastRow broadcast = BroadcastsShow.find(archive.index(), id);
    BroadcastTar tar = new BroadcastTar(archive.index(), archive.spool(), archive.store());
    long media = Math.max(1, broadcast.bytes());
    try (Progress progress = Progress.ofBytes("Exporting", media, spec.commandLine())) {
      tar.write(
          broadcast, file, (done, total) -> progress.at(Math.min(media, done * media / total)));
      progress.done();
      spec.commandLine().getOut().println(file + ": " + Human.bytes(Files.size(file)));
    } catch (TransferRefused e) {
      throw new CommandFailed(e.getMessage(), e);
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.ARCHIVED) {
        throw new CommandFailed(BringBack.words(bringBack.ask(id)), e);
      }
      throw e;
    } catch (IOException e) {
      throw new CommandFailed("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private void write(BroadcastExport export, ExportFormat format, long durationMs) {
    long to = toMs == null ? Long.MAX_VALUE : toMs;
    long range = Math.max(1, Math.min(to, durationMs) - fromMs);
    try (Progress progress = Progress.ofMillis("Exporting", range, spec.commandLine())) {
      export.export(
          new ExportRequest(id, fromMs, to, file, format),
          (doneMs, totalMs, bytes) -> {
            progress.at(doneMs);
            return true;
          });
      progress.done();
      spec.commandLine().getOut().println(file + ": " + Human.bytes(Files.size(file)));
    } catch (NotPlayable e) {
      throw new CommandFailed(e.getMessage(), e);
    } catch (UnsupportedInMp4Exception e) {
      throw new CommandFailed(e.getMessage(), e);
    } catch (StorageException e) {
      boolean away = e.kind() == StorageException.Kind.ARCHIVED;
      throw new CommandFailed(
          away ? e.getMessage() : "cannot write " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailed("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
