package tv.aircheck.recorder.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.Holding;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.recorder.BroadcastRemoval;
import tv.aircheck.recorder.ClipRemoval;
import tv.aircheck.recorder.Deed;
import tv.aircheck.recorder.retention.RunReport.Line;
import tv.aircheck.recorder.retention.RunReport.Result;
import tv.aircheck.storage.StorageException;

/**
 * Retention of one archive: plans, and carries plans out. In the server, or in a command beside it;
 * of two at once each finds done what the other did. Blocks.
 *
 * <p>Every step can be the last one before a crash: what is marked stays marked, a deletion that
 * began is gone on with, and the next run plans what is left.
 */
public final class Keeper {
  /** Who does what a schedule asks for, in the audit. */
  public static final Deed JOB = new Deed("job", "");

  private static final Logger log = LoggerFactory.getLogger(Keeper.class);

  private final KeeperParts parts;
  private final Index index;
  private final RetentionSettings settings;
  private final BroadcastRemoval removal;
  private final ClipRemoval clipRemoval;
  private final TierMover mover;

  public Keeper(KeeperParts parts, RetentionSettings settings) {
    this.parts = parts;
    this.index = parts.index();
    this.settings = settings;
    this.removal = new BroadcastRemoval(parts.index(), parts.spool(), parts.store(), parts.clock());
    this.clipRemoval = new ClipRemoval(parts.index(), parts.spool(), parts.store(), parts.clock());
    this.mover = new TierMover(parts.index(), parts.store(), parts.clock());
  }

  /** What there is now. */
  public ArchiveFacts facts() throws StorageException {
    return new ArchiveFacts(
        index.retention().holdings(), index.clips().holdings(), parts.freeSpace().bytes());
  }

  /** What a run would do now. */
  public RetentionPlan plan(ArchiveFacts facts) {
    return plan(facts, Policies.of(index.retention().rules()));
  }

  /** What it would do with other rules. */
  public RetentionPlan plan(ArchiveFacts facts, Policies policies) {
    return Planner.plan(facts, policies, settings, parts.clock().millis());
  }

  /**
   * For a schedule: plans and runs, unforced.
   *
   * @throws RetentionRefused when it may not, with words for the operator
   */
  public RunReport runScheduled() throws StorageException {
    RunReport report = run(plan(facts()), JOB, false, RunListener.NONE);
    log.info("Retention: {}", report.summary());
    return report;
  }

  /** Why a plan may not be run; empty when it may. */
  public Optional<String> refusal(RetentionPlan plan, boolean force) {
    if (!index.adoption().isAdopted()) {
      return Optional.of(
          "this index has not adopted the store: it is new or was brought back from a backup, and"
              + " knows too little to delete by rule. 'aircheck index rebuild --from-store' reads"
              + " the store and adopts it; 'aircheck index adopt' does so on your word");
    }
    return force ? Optional.empty() : plan.tooMuch(settings.mostAtOnce());
  }

  /**
   * Does what the plan says, and nothing else. What has changed since the plan was made is skipped.
   *
   * @param by who runs it; a reason of theirs stands in the audit behind the rule
   * @param force although it is more at once than the settings allow
   * @throws RetentionRefused when it may not
   */
  public RunReport run(RetentionPlan plan, Deed by, boolean force, RunListener listener) {
    refusal(plan, force)
        .ifPresent(
            why -> {
              throw new RetentionRefused(why);
            });
    List<Line> lines = new ArrayList<>();
    for (PlannedAction action : plan.actions()) {
      Line line = carryOut(action, plan.madeAtMs(), by, listener);
      lines.add(line);
      listener.ended(line);
    }
    return new RunReport(lines);
  }

  private Line carryOut(PlannedAction action, long madeAtMs, Deed by, RunListener listener) {
    String why = by.why().isEmpty() ? action.rule() : action.rule() + ": " + by.why();
    Deed deed = new Deed(by.who(), why);
    try {
      Optional<String> obstacle =
          switch (action.kind()) {
            case MARK -> mark(action, madeAtMs, deed);
            case DELETE -> delete(action, deed, listener);
            case MARK_CLIP -> markClip(action, madeAtMs, deed);
            case DELETE_CLIP -> deleteClip(action, deed, listener);
            case MOVE -> mover.move(action.show().id(), action.tier(), deed);
          };
      return obstacle
          .map(words -> new Line(action, Result.SKIPPED, words))
          .orElseGet(() -> new Line(action, Result.DONE, ""));
    } catch (StorageException | IndexException e) {
      log.warn(
          "Retention could not {} {}; the next run tries again",
          action.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          action.id(),
          e);
      return new Line(action, Result.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> mark(PlannedAction action, long madeAtMs, Deed deed) {
    Holding show = action.show();
    BroadcastMark mark = new BroadcastMark(madeAtMs, action.atMs(), action.rule());
    boolean marked =
        index.writeNow(
            tx -> {
              if (!tx.broadcasts().mark(show.id(), show.endedAtMs(), mark)) {
                return false;
              }
              BroadcastRow row = tx.broadcasts().find(show.id()).orElseThrow();
              tx.audit()
                  .add(
                      AuditRow.of(
                          parts.clock().millis(), deed.who(), AuditAction.MARKED, row, deed.why()));
              return true;
            });
    return marked ? Optional.empty() : changed(show);
  }

  private Optional<String> delete(PlannedAction action, Deed deed, RunListener listener)
      throws StorageException {
    Holding show = action.show();
    if (!removal.begin(show.id(), row -> isStill(show, row), deed)) {
      return changed(show);
    }
    listener.step(action, 0);
    removal.finish(show.id(), deed, segments -> listener.step(action, segments));
    return Optional.empty();
  }

  private Optional<String> markClip(PlannedAction action, long madeAtMs, Deed deed) {
    BroadcastMark mark = new BroadcastMark(madeAtMs, action.atMs(), action.rule());
    boolean marked =
        index.writeNow(
            tx -> {
              Optional<ClipRow> row = tx.clips().find(action.id());
              if (row.isEmpty() || !tx.clips().mark(action.id(), mark)) {
                return false;
              }
              tx.audit()
                  .add(
                      AuditRow.of(
                          parts.clock().millis(),
                          deed.who(),
                          AuditAction.MARKED,
                          row.get(),
                          deed.why()));
              return true;
            });
    return marked ? Optional.empty() : Optional.of("it is marked or gone by now");
  }

  private Optional<String> deleteClip(PlannedAction action, Deed deed, RunListener listener)
      throws StorageException {
    boolean deleted =
        clipRemoval.run(
            action.id(),
            row -> Objects.equals(row.mark(), action.clip().mark()),
            deed,
            segments -> listener.step(action, segments));
    return deleted ? Optional.empty() : Optional.of("it was restored since, or is gone");
  }

  /** As it was planned, or further on its way out by somebody else's hand. */
  private static boolean isStill(Holding then, BroadcastRow now) {
    boolean goesAlready =
        now.state() == BroadcastState.REMOVING && then.state() != BroadcastState.ENDED;
    return goesAlready
        || (now.state() == then.state()
            && Objects.equals(now.mark(), then.mark())
            && Objects.equals(now.endedAtMs(), then.endedAtMs()));
  }

  private Optional<String> changed(Holding then) {
    Optional<BroadcastRow> now = index.broadcasts().find(then.id());
    if (now.isEmpty()) {
      return Optional.of("it is gone");
    }
    if (now.get().locked()) {
      return Optional.of("it was locked since");
    }
    return Optional.of(
        now.get().state() == then.state()
            ? "it has changed since"
            : "it is " + now.get().state().name().toLowerCase(Locale.ROOT) + " by now");
  }
}
