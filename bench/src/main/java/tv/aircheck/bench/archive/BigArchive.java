package tv.aircheck.bench.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.Transaction;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.Spool;

/**
 * A data folder as a server has after a year: rows of thousands of shows, files of two. Made once
 * and kept for later runs, which must leave it as it is.
 *
 * @param data what {@code serve --data} takes
 * @param longShow id of the broadcast with files that is long
 * @param shortShow id of the other one
 */
public record BigArchive(ArchivePlan plan, Path data, String longShow, String shortShow) {
  private static final String PREFIX = "aircheck-bench-archive-";
  private static final String MADE = "made";

  /** Shows with files have channels of their own, after all others. */
  private static final int LONG = Season.CHANNELS;

  private static final int SHORT = Season.CHANNELS + 1;

  /** Segments entered at once, while an archive is made. */
  private static final int GROUP = 1_000;

  /**
   * The archive of a plan, made if it is not there yet.
   *
   * @param parent where such archives are kept
   * @param say is told what takes long
   */
  public static BigArchive of(ArchivePlan plan, Path parent, Consumer<String> say)
      throws IOException, SQLException {
    Path folder = parent.resolve(PREFIX + plan.name());
    Path made = folder.resolve(MADE);
    if (!Files.exists(made)) {
      remove(folder);
      say.accept(
          "making an archive of %d shows with %d segments in %s; this takes minutes, once"
              .formatted(plan.shows(), plan.rows(), folder));
      List<String> shows = make(plan, Files.createDirectories(folder));
      Files.write(made, shows);
    }
    List<String> shows = Files.readAllLines(made);
    return new BigArchive(plan, folder, shows.get(0), shows.get(1));
  }

  private static List<String> make(ArchivePlan plan, Path folder) throws IOException, SQLException {
    Path file = indexFile(folder);
    try (Index index = Index.open(IndexSettings.at(file))) {
      firstSeason(index, plan.segments());
    }
    new SeasonCopies(file).make(plan.seasons());
    Spool spool = Spool.open(folder.resolve("spool"), new LocalDisk());
    try (Index index = Index.open(IndexSettings.at(file))) {
      ShowMaker maker = new ShowMaker(index, spool);
      long afterAllMs = Names.EPOCH_MS + plan.seasons() * Season.APART_MS;
      return List.of(
          maker.record(Names.channel(LONG), afterAllMs, plan.longShow()),
          maker.record(Names.channel(SHORT), afterAllMs + 1, plan.shortShow()));
    }
  }

  private static void firstSeason(Index index, int segments) {
    Season season = Season.open(index, 0);
    int all = segments * Season.CHANNELS;
    for (int at = 0; at < all; at += GROUP) {
      int from = at;
      index.writeNow(tx -> sealAll(tx, season, from, Math.min(all, from + GROUP)));
    }
    season.end(index, segments);
  }

  private static int sealAll(Transaction tx, Season season, int from, int to) {
    for (int segment = from; segment < to; segment++) {
      season.seal(tx, segment);
    }
    return to;
  }

  /**
   * Removes all archives kept under a folder.
   *
   * @return those that were there
   */
  public static List<Path> removeAll(Path parent) throws IOException {
    List<Path> kept;
    try (Stream<Path> entries = Files.list(parent)) {
      kept = entries.filter(path -> path.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (Path archive : kept) {
      remove(archive);
    }
    return kept;
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  public Path indexFile() {
    return indexFile(data);
  }

  private static Path indexFile(Path folder) {
    return folder.resolve("index.db");
  }
}
