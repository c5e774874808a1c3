package tv.aircheck.recorder.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.index.DamageRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexFile;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.recorder.BroadcastRule;
import tv.aircheck.recorder.BroadcastSettings;
import tv.aircheck.recorder.rebuild.Rebuild;
import tv.aircheck.recorder.rebuild.RebuildListener;
import tv.aircheck.recorder.rebuild.RebuildParts;
import tv.aircheck.recorder.rebuild.RebuildResult;
import tv.aircheck.recorder.verify.Depth;
import tv.aircheck.recorder.verify.IndexCheck;
import tv.aircheck.recorder.verify.Leftover;
import tv.aircheck.recorder.verify.StoreSweep;
import tv.aircheck.recorder.verify.Verifier;
import tv.aircheck.recorder.verify.VerifyLimits;
import tv.aircheck.recorder.verify.VerifyListener;
import tv.aircheck.recorder.verify.VerifyRequest;
import tv.aircheck.recorder.verify.Violation;

/** All that looks after an archive. */
final class Caretaker {
  /** That a rebuild met. */
  final List<String> troubles = new ArrayList<>();

  private final BundledShow show;

  Caretaker(BundledShow show) {
    this.show = show;
  }

  List<DamageRow> verify(Depth depth) throws IOException {
    new Verifier(
            show.archive.index(),
            show.store(),
            show.archive.clock,
            VerifyLimits.DEFAULT,
            show.keeper())
        .run(new VerifyRequest(depth, 100, "", ""), VerifyListener.NONE);
    return show.archive.index().verifications().damages("", "", 100);
  }

  List<String> violations() throws IOException {
    List<Violation> found = new ArrayList<>();
    new IndexCheck(
            show.archive.folder().resolve("index.db"),
            show.archive.index(),
            show.archive.spool(),
            show.store(),
            found::add)
        .run(over -> {});
    return found.stream().map(Violation::words).toList();
  }

  List<Leftover> leftovers() throws IOException {
    List<Leftover> found = new ArrayList<>();
    new StoreSweep(
            show.archive.index(),
            show.store(),
            () -> Instant.MAX,
            new StoreSweep.Options(Duration.ZERO, false))
        .find(found::add);
    return found;
  }

  RebuildResult rebuild() throws IOException {
    show.archive.index().close();
    Path file = show.archive.folder().resolve("index.db");
    Path fresh = show.archive.folder().resolve("index.db.rebuilding");
    IndexFile.delete(fresh);
    RebuildResult result;
    try (Index index = Index.open(IndexSettings.at(fresh))) {
      result =
          new Rebuild(
                  new RebuildParts(
                      index,
                      show.archive.store(),
                      show.archive.spool(),
                      new BroadcastRule(BroadcastSettings.DEFAULT),
                      show.archive.clock,
                      show.archive.folder(),
                      2),
                  new RebuildListener() {
                    @Override
                    public void trouble(String words) {
                      troubles.add(words);
                    }
                  })
              .run();
    }
    IndexFile.replace(fresh, file);
    show.archive.open();
    return result;
  }
}
