package tv.aircheck.recorder.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.RuleRow;
import tv.aircheck.recorder.BroadcastRule;
import tv.aircheck.recorder.BroadcastSettings;
import tv.aircheck.recorder.rebuild.Rebuild;
import tv.aircheck.recorder.rebuild.RebuildListener;
import tv.aircheck.recorder.rebuild.RebuildParts;
import tv.aircheck.recorder.retention.Keeper;
import tv.aircheck.recorder.retention.KeeperParts;
import tv.aircheck.recorder.retention.RetentionSettings;
import tv.aircheck.recorder.retention.RunListener;
import tv.aircheck.recorder.verify.ArchiveText;
import tv.aircheck.recorder.verify.Depth;
import tv.aircheck.recorder.verify.Verifier;
import tv.aircheck.recorder.verify.VerifyLimits;
import tv.aircheck.recorder.verify.VerifyListener;
import tv.aircheck.recorder.verify.VerifyRequest;
import tv.aircheck.storage.Tier;
import tv.aircheck.storage.TieredStore;

/** Bundles go from tier to tier as policies say, and are looked after where they cannot be read. */
class BundleTiersTest {
  @TempDir Path folder;
  private BundledShow show;
  private TieredStore store;

  @BeforeEach
  void record() throws IOException {
    show = new BundledShow(folder).record();
    store = new TieredStore(show.archive.store());
  }

  @AfterEach
  void close() {
    show.close();
  }

  private void move(Tier tier) {
    String rule = "to-" + tier.name().toLowerCase(Locale.ROOT);
    show.archive
        .index()
        .writeNow(
            tx -> {
              tx.adoption().adopt(1);
              tx.retention().set(new RuleRow("*/*", rule.replace('_', '-'), 0));
              return null;
            });
    Keeper keeper =
        new Keeper(
            new KeeperParts(
                show.archive.index(),
                show.archive.spool(),
                store,
                show.archive.clock,
                OptionalLong::empty),
            RetentionSettings.DEFAULT);
    try {
      keeper.run(keeper.plan(keeper.facts()), Keeper.JOB, false, RunListener.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> inTier(Tier tier) throws IOException {
    return show.keys("").stream().filter(key -> store.tier(key) == tier).toList();
  }

  @Test
  void aBundledShowMovesByItsBundles() throws IOException {
    List<String> bundles =
        show.bundler(store)
            .run(List.of("T1"), BundledShow.ME, BundleListener.NONE)
            .get(0)
            .bundles();

    move(Tier.INFREQUENT);

    assertThat(inTier(Tier.INFREQUENT))
        .as("bundles of one show, and single segments of the other")
        .filteredOn(key -> key.startsWith("broadcasts/"))
        .containsExactlyElementsOf(bundles);
    assertThat(inTier(Tier.INFREQUENT)).hasSize(bundles.size() + 5);
    assertThat(show.archive.index().bundles().ofBroadcast("T1"))
        .extracting(BundleRow::tier)
        .containsOnly("INFREQUENT");
    assertThat(show.archive.index().broadcasts().tier("T3")).isEqualTo("INFREQUENT");
  }

  @Test
  void aBundleOfAShowThatHasMovedIsInItsTier() throws IOException {
    move(Tier.INFREQUENT);
    List<String> bundles =
        show.bundler(store)
            .run(List.of("T1"), BundledShow.ME, BundleListener.NONE)
            .get(0)
            .bundles();
    assertThat(bundles).allMatch(key -> store.tier(key) == Tier.INFREQUENT);
    assertThat(show.archive.index().bundles().ofBroadcast("T1").get(0).tier())
        .isEqualTo("INFREQUENT");
  }

  @Test
  void archivedSegmentsAreNotBundled() throws IOException {
    move(Tier.ARCHIVE);
    assertThat(show.bundler(store).obstacle("T1").orElseThrow()).contains("archived");
  }

  @Test
  void archivedBundlesAreVerifiedAsFarAsTheyCanBeAndRebuiltFromTheirTables() throws IOException {
    show.bundler(store).run(List.of("T1", "T3"), BundledShow.ME, BundleListener.NONE);
    show.deleteSingles();
    move(Tier.ARCHIVE);
    assertThat(inTier(Tier.ARCHIVE)).isNotEmpty().allMatch(key -> key.endsWith(".tar"));
    assertThat(unread(Depth.CONTENT)).hasSize(15);
    assertThat(unread(Depth.SIZE)).isEmpty();
    assertThat(show.archive.index().verifications().damaged()).isZero();
    List<String> before = ArchiveText.of(show.archive.index());

    try (Index fresh = Index.open(IndexSettings.at(folder.resolve("fresh.db")))) {
      List<String> troubles = new ArrayList<>();
      new Rebuild(
              new RebuildParts(
                  fresh,
                  store,
                  show.archive.spool(),
                  new BroadcastRule(BroadcastSettings.DEFAULT),
                  show.archive.clock,
                  folder,
                  2),
              new RebuildListener() {
                @Override
                public void trouble(String words) {
                  troubles.add(words);
                }
              })
          .run();
      assertThat(troubles).isEmpty();
      assertThat(ArchiveText.of(fresh)).isEqualTo(before);
      assertThat(fresh.bundles().ofBroadcast("T1"))
          .isNotEmpty()
          .allMatch(row -> row.tier().equals("ARCHIVE"));
      assertThat(fresh.broadcasts().tier("T1")).isEqualTo("ARCHIVE");
    }
  }

  private List<String> unread(Depth depth) throws IOException {
    List<String> unread = new ArrayList<>();
    BundledStore read = new BundledStore(store, Places.in(show.archive.index()));
    new Verifier(
            show.archive.index(), read, show.archive.clock, VerifyLimits.DEFAULT, show.keeper())
        .run(
            new VerifyRequest(depth, 100, "", ""),
            new VerifyListener() {
              @Override
              public void unread(String key) {
                unread.add(key);
              }
            });
    return unread;
  }
}
