package tv.aircheck.origin;

/**
 * A named stream: who publishes it now, the take that is on air, and those who watch. Thread-safe.
 */
final class LiveChannel {
  /** The answer to one who wants to publish; {@code evicted} has to make room, or is null. */
  record Claim(boolean granted, PublishSession evicted) {
    static final Claim BUSY = new Claim(false, null);
  }

  private final String app;
  private final String name;
  private final String id;
  private final ViewerFan fan = new ViewerFan();
  private PublishSession publisher;
  private boolean saidGoodbye;
  private long goneTickMs;
  private volatile Take take;

  LiveChannel(String app, String name) {
    this.app = app;
    this.name = name;
    this.id = id(app, name);
  }

  static String id(String app, String name) {
    return app + "/" + name;
  }

  String app() {
    return app;
  }

  String name() {
    return name;
  }

  String id() {
    return id;
  }

  /** The take that is on air or was last; null before the first. */
  Take take() {
    return take;
  }

  ViewerFan fan() {
    return fan;
  }

  /** The channel is the session's if it is free, or if the one who has it is silent. */
  synchronized Claim claim(PublishSession session, long tickMs) {
    if (publisher != null && !publisher.yieldsTo(session, tickMs)) {
      return Claim.BUSY;
    }
    PublishSession evicted = publisher;
    publisher = session;
    return new Claim(true, evicted);
  }

  /** A session that was evicted has no channel to release: its late end changes nothing. */
  synchronized void release(PublishSession session, boolean goodbye, long tickMs) {
    if (publisher == session) {
      publisher = null;
      saidGoodbye = goodbye;
      goneTickMs = tickMs;
    }
    fan.signal();
  }

  synchronized boolean isPublishedBy(PublishSession session) {
    return publisher == session;
  }

  void onAir(Take opened) {
    take = opened;
    fan.signal();
  }

  synchronized boolean hasPublisher() {
    return publisher != null;
  }

  synchronized PublishSession publisher() {
    return publisher;
  }

  /** No publisher, and none is waited for any more. */
  synchronized boolean isOver(long tickMs, long graceMs) {
    return publisher == null && (take == null || saidGoodbye || tickMs - goneTickMs >= graceMs);
  }

  synchronized boolean isForgettable(long tickMs, long graceMs) {
    return isOver(tickMs, graceMs) && fan.isEmpty();
  }
}
