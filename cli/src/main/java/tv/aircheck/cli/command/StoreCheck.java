package tv.aircheck.cli.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.server.Stores;
import tv.aircheck.storage.Finding;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StoreExam;
import tv.aircheck.storage.s3.S3ObjectStore;

/** {@code aircheck store check}. */
@Command(
    name = "check",
    description = {
      "Tries with a few small objects whether the store does what is needed, and takes them away again.",
      "Status 3 where something is wrong; what is only weaker is said, and works."
    },
    mixinStandardHelpOptions = true)
final class StoreCheck implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Option(
      names = "--tiers",
      description = "Tries the storage classes of a bucket, too: at AWS, for a fraction of a cent.")
  private boolean tiers;

  @Option(names = "--json", description = "JSON instead of a table, for scripts.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Config settings = config.load();
    FindingsView findings = new FindingsView(findings(settings));
    String store =
        settings.store().inBucket()
            ? settings.store().s3().toString()
            : "folder " + settings.storeFolder();
    if (json) {
      Json.print(Map.of("store", store, "findings", findings.json()), spec.commandLine().getOut());
    } else {
      spec.commandLine().getOut().println("The store is " + store);
      findings.print(spec.commandLine().getOut());
    }
    return findings.exitCode();
  }

  /** Without the layers: what fails once is to be seen. */
  private List<Finding> findings(Config settings) throws IOException {
    String id = UUID.randomUUID().toString();
    List<Finding> findings = new ArrayList<>();
    if (settings.store().inBucket()) {
      try (S3ObjectStore bucket = Stores.bucket(settings)) {
        findings.addAll(bucket.examine(id, InstantSource.system(), tiers));
        findings.addAll(new StoreExam(bucket, id).run());
      }
    } else {
      try (ObjectStore folder = Stores.folder(settings)) {
        findings.addAll(new StoreExam(folder, id).run());
      }
    }
    return findings;
  }
}
