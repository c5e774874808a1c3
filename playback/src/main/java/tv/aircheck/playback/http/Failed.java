package tv.aircheck.playback.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.RejectedExecutionException;
import tv.aircheck.flv.mp4.UnsupportedInMp4Exception;
import tv.aircheck.index.IndexException;
import tv.aircheck.playback.NotPlayable;
import tv.aircheck.playback.PlaybackListener;
import tv.aircheck.storage.StorageException;

/**
 * What a client is told of a failure: a status and a sentence, of which the router makes a problem
 * document.
 *
 * @param retryAfterSeconds when it is worth asking again; 0 if that is not known
 * @param reason of a 503, as it is counted; null of others
 */
record Failed(int status, long retryAfterSeconds, String reason, Exception why) {
  private static final long AT_ONCE = 1;
  private static final long SOON = 2;
  private static final long WHEN_OTHERS_ARE_DONE = 10;
  private static final long WHEN_THE_STORE_IS_BACK = 10;
  private static final long WHEN_IT_IS_BROUGHT_BACK = 600;

  private Failed(int status, Exception why) {
    this(status, 0, null, why);
  }

  /** Ends the request, and counts it; on the event loop. */
  static void answer(RoutingContext context, Exception failure, PlaybackListener listener) {
    if (context.response().closed()) {
      return;
    }
    Failed told = of(failure);
    if (told.reason != null) {
      listener.unavailable(told.reason);
    }
    if (told.retryAfterSeconds > 0) {
      context.response().putHeader("Retry-After", Long.toString(told.retryAfterSeconds));
    }
    context.fail(told.status, told.why);
  }

  static Failed of(Exception failure) {
    if (failure instanceof MediaRefusal refusal) {
      return new Failed(refusal.status(), refusal.retryAfterSeconds(), refusal.reason(), refusal);
    }
    if (failure instanceof NotPlayable unplayable) {
      return unplayable.isMissing()
          ? new Failed(404, unplayable)
          : new Failed(503, WHEN_IT_IS_BROUGHT_BACK, "archived", unplayable);
    }
    if (failure instanceof UnsupportedInMp4Exception) {
      return new Failed(409, failure);
    }
    if (failure instanceof LeftOutNextTime) {
      return new Failed(503, AT_ONCE, "lost", failure);
    }
    if (failure instanceof NotYet) {
      return new Failed(503, WHEN_OTHERS_ARE_DONE, "downloads", failure);
    }
    if (failure instanceof RejectedExecutionException) {
      return refused(
          SOON, "lookups", "The server has more to look up than it can now; try again soon.");
    }
    if (failure instanceof IndexException index
        && index.kind() == IndexException.Kind.UNAVAILABLE) {
      return refused(SOON, "index", "The archive cannot be asked now; try again soon.");
    }
    return failure instanceof StorageException storage
        ? ofStorage(storage)
        : new Failed(500, failure);
  }

  private static Failed ofStorage(StorageException storage) {
    return switch (storage.kind()) {
      case UNAVAILABLE ->
          refused(
              WHEN_THE_STORE_IS_BACK,
              "store",
              "The place where this show is kept does not answer; try again later.");
      case ARCHIVED -> new Failed(503, WHEN_IT_IS_BROUGHT_BACK, "archived", storage);
      default -> new Failed(500, storage);
    };
  }

  private static Failed refused(long retryAfterSeconds, String reason, String words) {
    return new Failed(
        503, retryAfterSeconds, reason, MediaRefusal.unavailable(retryAfterSeconds, reason, words));
  }
}
