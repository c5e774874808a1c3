package tv.aircheck.relay;

/**
 * A take that the subscriber will get from here on.
 *
 * @param handle names the take on this connection; never used twice on one connection
 * @param startedAtMs the origin's wall clock when the take began, epoch milliseconds
 * @param previousTakeId the take whose publisher goes on in this one, null if there is none
 * @param startPosition where DATA begins: the position asked for, or the start of what the origin
 *     still has
 * @param context what lies before {@code startPosition}
 */
public record TakeOpen(
    int handle,
    String takeId,
    String app,
    String name,
    long startedAtMs,
    String originNode,
    OpenedBy openedBy,
    String previousTakeId,
    long startPosition,
    JoinContext context)
    implements Frame {

  /** The same take, from another position on. */
  public TakeOpen startingAt(long position) {
    return new TakeOpen(
        handle,
        takeId,
        app,
        name,
        startedAtMs,
        originNode,
        openedBy,
        previousTakeId,
        position,
        context);
  }

  @Override
  public FrameType type() {
    return FrameType.TAKE_OPEN;
  }
}
