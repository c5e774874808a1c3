package tv.aircheck.playback;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.ClipEdits;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.Transaction;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Makes clips, and what else people do to them. Each change and its line in the audit are written
 * together or not at all. What cannot be done to a clip throws an {@link IndexException} of kind
 * INVALID that says why. Blocks; any thread.
 */
public final class ClipDesk implements AutoCloseable {
  private static final int ULID_RANDOM_BYTES = 10;
  private static final int OPEN_FILES = 2;
  private static final long MS_PER_SECOND = 1_000;

  /** Offsets are often written in whole seconds: that much behind the end is meant for it. */
  private static final long ROUNDING_MS = MS_PER_SECOND;

  private final Index index;
  private final Library library;
  private final ClipCut cut;
  private final InstantSource clock;
  private final RandomGenerator random;

  ClipDesk(Index index, Library library, InstantSource clock, RandomGenerator random) {
    this.index = index;
    this.library = library;
    this.cut = new ClipCut(library, index);
    this.clock = clock;
    this.random = random;
  }

  /** One with an archive of its own to read from, for a program that plays nothing. */
  public static ClipDesk of(
      Index index,
      Spool spool,
      ObjectStore store,
      BringBack bringBack,
      InstantSource clock,
      RandomGenerator random) {
    Source source = new Source(index, spool, store, bringBack);
    Library library = new Library(source, OPEN_FILES, System::nanoTime, PlaybackListener.NONE);
    return new ClipDesk(index, library, clock, random);
  }

  /**
   * What a clip would be; changes nothing.
   *
   * @throws NotPlayable if there is no such broadcast, or the range is not in it, or it has to be
   *     brought back first; the message says which
   * @throws StorageException if what lies at its ends cannot be read now
   */
  public ClipDraft draft(ClipRequest request) throws NotPlayable, StorageException {
    Show show = library.shows().byId(request.broadcastId());
    if (show == null) {
      throw refused("there is no broadcast " + request.broadcastId());
    }
    if (show.isClip()) {
      throw refused(
          "%s is a clip itself: make one of its broadcast, %s"
              .formatted(show.id(), show.broadcastId()));
    }
    long toMs = end(show, request);
    library.requireHere(show);
    List<ClipRange> ranges = ranges(show, request.fromMs(), toMs);
    if (ranges.isEmpty()) {
      throw refused(
          "nothing of %s is recorded from %s to %s seconds"
              .formatted(show.id(), seconds(request.fromMs()), seconds(toMs)));
    }
    NewClip clip = new NewClip(newId(), show.id(), request.title(), clock.millis(), ranges);
    ClipPlace place = place(show, ranges);
    return new ClipDraft(show.row(), clip, place.fromMs(), place.toMs());
  }

  private static long end(Show show, ClipRequest request) throws NotPlayable {
    long lengthMs = show.timeline().durationMs();
    if (request.fromMs() < 0 || request.toMs() <= request.fromMs()) {
      throw refused("a clip ends behind its beginning, which is 0 or later");
    }
    if (request.fromMs() >= lengthMs || request.toMs() > lengthMs + ROUNDING_MS) {
      throw refused(
          "%s is %s seconds long%s"
              .formatted(
                  show.id(),
                  seconds(lengthMs),
                  show.onAir()
                      ? ", as far as it is stored: what is on air just now can be clipped in some"
                          + " seconds"
                      : ""));
    }
    return Math.min(request.toMs(), lengthMs);
  }

  private List<ClipRange> ranges(Show show, long fromMs, long toMs)
      throws NotPlayable, StorageException {
    try {
      return cut.ranges(show, fromMs, toMs);
    } catch (CorruptFlvException e) {
      throw refused("what lies at an end of it is damaged: " + e.getMessage());
    } catch (StorageException e) {
      StorageException told = library.told(show, e);
      if (told.kind() == StorageException.Kind.ARCHIVED) {
        throw new NotPlayable(StatusCode.PLAY_FAILED, told.getMessage());
      }
      throw told;
    }
  }

  private static NotPlayable refused(String words) {
    return new NotPlayable(StatusCode.PLAY_STREAM_NOT_FOUND, words);
  }

  private static String seconds(long ms) {
    return "%d.%03d".formatted(ms / MS_PER_SECOND, ms % MS_PER_SECOND);
  }

  private String newId() {
    byte[] bytes = new byte[ULID_RANDOM_BYTES];
    random.nextBytes(bytes);
    return new Ulid(clock.millis(), bytes).toString();
  }

  /**
   * Makes it.
   *
   * @param who for the audit, as is why, which may be empty
   * @throws IndexException INVALID if its broadcast was deleted meanwhile
   */
  public ClipRow keep(ClipDraft draft, String who, String why) {
    String what =
        "%s to %s seconds of %s"
            .formatted(seconds(draft.fromMs()), seconds(draft.toMs()), draft.clip().broadcastId());
    String words = why.isEmpty() ? what : what + ": " + why;
    return index.writeNow(
        tx -> {
          if (!tx.clips().add(draft.clip())) {
            throw invalid(draft.clip().broadcastId() + " was deleted meanwhile");
          }
          ClipRow row = tx.clips().find(draft.clip().id()).orElseThrow();
          tx.audit().add(AuditRow.of(clock.millis(), who, AuditAction.CLIPPED, row, words));
          return row;
        });
  }

  /** Where it lies in its broadcast; empty when that is not there any more. */
  public Optional<ClipPlace> place(ClipRow clip) {
    return Optional.ofNullable(library.shows().byId(clip.broadcastId()))
        .filter(show -> !show.timeline().isEmpty())
        .map(show -> place(show, clip.ranges()));
  }

  private static ClipPlace place(Show show, List<ClipRange> ranges) {
    ClipRange first = ranges.get(0);
    ClipRange last = ranges.get(ranges.size() - 1);
    long fromMs = offset(show, first.takeSeq(), first.fromPosition(), first.fromMs());
    long toMs = offset(show, last.takeSeq(), last.toPosition() - 1, last.toMs());
    return new ClipPlace(fromMs, Math.max(fromMs, toMs));
  }

  private static long offset(Show show, long takeSeq, long position, long ms) {
    for (Span span : show.timeline().spans()) {
      if (span.takeSeq() == takeSeq && position < span.toPosition()) {
        return show.timeline().offsetMs(new Moment(span, Math.max(ms, span.fromMs())));
      }
    }
    return show.timeline().durationMs();
  }

  /**
   * @param title null takes the one it has away
   */
  public ClipRow title(String id, String title, String who, String why) {
    return index.writeNow(tx -> edits(tx, who, why).title(id, title));
  }

  /** Hides it, and lets it go after the grace time; until then it keeps what it covers. */
  public ClipRow mark(String id, Duration grace, String who, String why) {
    return index.writeNow(tx -> edits(tx, who, why).mark(id, grace));
  }

  /** Takes a mark back. */
  public ClipRow restore(String id, String who, String why) {
    return index.writeNow(tx -> edits(tx, who, why).restore(id));
  }

  private ClipEdits edits(Transaction tx, String who, String why) {
    return new ClipEdits(tx, clock.millis(), who, why);
  }

  private static IndexException invalid(String words) {
    return new IndexException(IndexException.Kind.INVALID, words, null);
  }

  /** To be called for one of its own ({@link #of}); that of a player closes with the player. */
  @Override
  public void close() {
    library.close();
  }
}
