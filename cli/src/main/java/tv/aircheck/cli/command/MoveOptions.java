package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import tv.aircheck.recorder.retention.Rule;

/** Rules about how a show is kept as it grows older. */
final class MoveOptions {
  @Option(
      names = "--bundle-after",
      paramLabel = "TIME",
      description = "Puts a show's segments into few large objects so long after its end.")
  private String bundleAfter;

  @Option(
      names = "--to-infrequent",
      paramLabel = "TIME",
      description = "Moves a show to the tier for rare reads so long after its end.")
  private String toInfrequent;

  @Option(
      names = "--to-archive-instant",
      paramLabel = "TIME",
      description = "To the archive that is read at once.")
  private String toArchiveInstant;

  @Option(
      names = "--to-archive",
      paramLabel = "TIME",
      description = "To the archive that has to bring things back.")
  private String toArchive;

  /** What was said; null for a rule that was not. */
  Map<Rule, String> texts() {
    Map<Rule, String> texts = new LinkedHashMap<>();
    texts.put(Rule.BUNDLE_AFTER, bundleAfter);
    texts.put(Rule.TO_INFREQUENT, toInfrequent);
    texts.put(Rule.TO_ARCHIVE_INSTANT, toArchiveInstant);
    texts.put(Rule.TO_ARCHIVE, toArchive);
    return texts;
  }
}
