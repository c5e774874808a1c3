package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tv.aircheck.index.BroadcastPage;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.VerifyRun;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.storage.ObjectStore;

/**
 * Goes over the archive, newest shows first, and compares the store with what was recorded. Where
 * it stands is kept in the index, so that it can be stopped, or killed, and gone on with; what it
 * finds is kept there, too, until it is repaired.
 */
public final class Verifier {
  private final Index index;
  private final ObjectStore store;
  private final InstantSource clock;
  private final VerifyLimits limits;
  private final ManifestKeeper keeper;

  public Verifier(
      Index index,
      ObjectStore store,
      InstantSource clock,
      VerifyLimits limits,
      ManifestKeeper keeper) {
    this.index = index;
    this.store = store;
    this.clock = clock;
    this.limits = limits;
    this.keeper = keeper;
  }

  /** Begins anew; what an earlier run has not finished is not gone on with. */
  public VerifyRun run(VerifyRequest request, VerifyListener listener) throws IOException {
    return goOn(
        index.writeNow(
            tx ->
                tx.verifications()
                    .begin(
                        request.channel(),
                        request.broadcast(),
                        request.depth().word(),
                        request.samplePercent(),
                        clock.millis())),
        listener);
  }

  /** The run that was begun last, if it has not come to its end. */
  public Optional<VerifyRun> unfinished() {
    return index.verifications().lastRun().filter(run -> run.finishedAtMs() == null);
  }

  /** Goes on with the last run if it was asked for the same and stopped; else begins anew. */
  public VerifyRun runOrGoOn(VerifyRequest request, VerifyListener listener) throws IOException {
    Optional<VerifyRun> stopped = unfinished().filter(request::isOf);
    return stopped.isPresent() ? goOn(stopped.get(), listener) : run(request, listener);
  }

  /** Goes on where a run stands; gives it as it ended. */
  public VerifyRun goOn(VerifyRun from, VerifyListener listener) throws IOException {
    VerifyRun run = from;
    StoredContent content = new StoredContent(store, limits.rate());
    BroadcastVerify each =
        new BroadcastVerify(index, store, content, clock, limits.threads(), listener);
    ManifestCheck manifests = new ManifestCheck(index, content, keeper);
    while (run.place().page() != null) {
      Step step = next(run);
      if (step.broadcast().isPresent()) {
        BroadcastRow broadcast = step.broadcast().get();
        var damage = manifests.check(broadcast, clock.millis());
        run = each.verify(broadcast, run, damage);
      }
      run = run.at(VerifyRun.Place.behind(step.page()), run.sum());
      if (step.page() == null) {
        break;
      }
      note(run);
    }
    run = run.at(VerifyRun.Place.START, run.sum()).finished(clock.millis());
    note(run);
    return run;
  }

  private void note(VerifyRun run) {
    index.writeNow(
        tx -> {
          tx.verifications().stands(run);
          return null;
        });
  }

  /**
   * @param page of the step after this; null when there is none
   */
  private record Step(Optional<BroadcastRow> broadcast, String page) {}

  private Step next(VerifyRun run) {
    if (!run.broadcast().isEmpty()) {
      return new Step(index.broadcasts().find(run.broadcast()), null);
    }
    String cursor = run.place().page().isEmpty() ? null : run.place().page();
    BroadcastPage page = index.broadcasts().kept(channel(run.channel()), cursor, 1);
    List<BroadcastRow> rows = page.rows();
    return new Step(rows.stream().findFirst(), page.next());
  }

  /** Null for all. */
  private static ChannelName channel(String channel) {
    int slash = channel.indexOf('/');
    return slash < 0
        ? null
        : new ChannelName(channel.substring(0, slash), channel.substring(slash + 1));
  }
}
