package tv.aircheck.segmenter;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;

/**
 * Cuts the log of one take into segments. Pure: what it hands to its {@link SegmentSink} depends on
 * the log and its marks alone, not on how the log was split into runs, nor, from the first cut on,
 * on where it joined. Reads tag headers and the first bytes of bodies only, and allocates per
 * segment and per run, never per tag. One thread at a time.
 */
public final class Segmenter {
  private enum State {
    /** Waits for {@link #start}. */
    NEW,
    RUNNING,
    ENDED,
    /** The sink threw: what it has of the open segment is known to its file alone. */
    FAILED
  }

  private final TakeIdentity take;
  private final SegmentSink sink;
  private final CutRule rule;
  private final MarkTrail marks = new MarkTrail();
  private final TagCursor tags = new TagCursor();
  private StreamHeaders headers = new StreamHeaders();
  private OpenSegment open;
  private long position;
  private State state = State.NEW;

  public Segmenter(SegmenterSettings settings, TakeIdentity take, SegmentSink sink) {
    this.take = take;
    this.sink = sink;
    this.rule = new CutRule(settings, CutState.START);
  }

  /** The log begins here for this segmenter; the first tag begins a segment. */
  public void start(long startPosition, JoinPoint before) {
    require(State.NEW);
    join(startPosition, before);
    state = State.RUNNING;
  }

  private void join(long at, JoinPoint before) {
    position = at;
    rule.reset(before.cut());
    headers = before.headers().copy();
    marks.restart(at, before.lastMark());
  }

  /**
   * Goes on with a segment that was not sealed, as if it had never stopped: same state, same
   * checksum. The next bytes of the log are those at {@link Resumed#position}. Where the log's wall
   * clock stood is not in the file: give the last mark before that position to {@link #mark}.
   *
   * @param part read through and closed
   * @throws CorruptFlvException if not even its head is whole: nothing of the log is in it, and it
   *     can be deleted
   */
  public static Resumed resume(SegmenterSettings settings, FileChannel part, SegmentSink sink)
      throws IOException {
    try (part) {
      SegmentScan.Replay replay = SegmentScan.Replay.of(part);
      SegmentHead head = replay.preamble().head();
      Segmenter segmenter = new Segmenter(settings, head.take(), sink);
      segmenter.start(
          replay.open().endPosition(),
          new JoinPoint(replay.preamble().headers(), replay.cut(), null));
      segmenter.open = replay.open();
      int headBytes = replay.preamble().headBytes();
      long fileBytes = replay.open().fileBytes();
      return new Resumed(segmenter, head, headBytes, segmenter.position, fileBytes);
    }
  }

  /**
   * The wall clock at a tag. A mark comes before the tag it stands at; one that is known already,
   * or older than the last, changes nothing.
   */
  public void mark(LogMark mark) {
    marks.add(mark);
  }

  /** Where the next run has to begin. */
  public long position() {
    return position;
  }

  /**
   * The next tags of the log.
   *
   * @param run whole tags; borrowed, its indexes stay
   * @throws CorruptFlvException if it holds something else: what came before that is taken, and
   *     {@link #end} seals it
   * @throws IOException the sink's
   */
  public void append(long at, ByteBuf run) throws IOException {
    require(State.RUNNING);
    if (at != position) {
      throw new IllegalArgumentException("run at " + at + " where the log stands at " + position);
    }
    state = State.FAILED; // Until all has gone well: what the sink throws leaves it at that.
    tags.reset(run);
    int unwritten = run.readerIndex();
    while (nextTag(run, unwritten)) {
      int kind = tags.kind();
      long timestampMs = tags.timestampMs();
      CutRule.Cut cut = rule.decide(kind, timestampMs);
      if (open == null || (cut != CutRule.Cut.NONE && open.hasTags())) {
        write(run, unwritten, tags.start());
        unwritten = tags.start();
        sealOpen();
        begin(timestampMs, cut == CutRule.Cut.FORCED);
      }
      open.pass(kind, timestampMs, position + tags.start() - unwritten);
      rule.pass(kind, timestampMs);
      if (TagKind.isHeader(kind)) {
        headers.offer(kind, run, tags.start(), tags.end());
      }
    }
    write(run, unwritten, run.writerIndex());
    state = State.RUNNING;
  }

  private boolean nextTag(ByteBuf run, int unwritten) throws IOException {
    try {
      return tags.next();
    } catch (CorruptFlvException e) {
      write(run, unwritten, tags.end());
      state = State.RUNNING;
      throw e;
    }
  }

  /** A segment that begins at {@link #position}. */
  private void begin(long timestampMs, boolean forced) throws IOException {
    marks.reach(position);
    long wallClockMs = marks.wallClockMs(timestampMs, take.startedAtMs());
    SegmentHead head =
        new SegmentHead(take, position, timestampMs, wallClockMs, forced, rule.state());
    ByteBuf fileHead = Preamble.write(head, headers);
    open = new OpenSegment(head, fileHead);
    sink.begin(head, fileHead);
  }

  private void write(ByteBuf run, int from, int to) throws IOException {
    if (from < to) {
      sink.write(run, from, to);
      open.wrote(run, from, to);
      position += to - from;
    }
  }

  private void sealOpen() throws IOException {
    if (open != null) {
      sink.seal(open.summary(headers.codecs()));
      open = null;
    }
  }

  /**
   * Bytes of the log are missing: the open segment ends before them, the next begins after them.
   *
   * @param to where the log goes on
   */
  public void gap(long to, JoinPoint after) throws IOException {
    require(State.RUNNING);
    if (to < position) {
      throw new IllegalArgumentException("gap to " + to + " where the log stands at " + position);
    }
    state = State.FAILED;
    sealOpen();
    join(to, after);
    state = State.RUNNING;
  }

  /** No more will come: seals what is open. Idempotent. */
  public void end() throws IOException {
    if (state != State.ENDED) {
      require(State.RUNNING);
      state = State.FAILED;
      sealOpen();
      state = State.ENDED;
    }
  }

  private void require(State wanted) {
    if (state != wanted) {
      throw new IllegalStateException("segmenter of " + take.takeId() + " is " + state);
    }
  }
}
