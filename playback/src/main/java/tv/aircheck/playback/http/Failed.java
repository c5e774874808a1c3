package tv.aircheck.playback.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.RejectedExecutionException;
import tv.aircheck.flv.mp4.UnsupportedInMp4Exception;
import tv.aircheck.index.IndexException;
import tv.aircheck.playback.NotPlayable;
import tv.aircheck.storage.StorageException;

/**
 * What a client is told of a failure: a status and a sentence, of which the router makes a problem
 * document.
 *
 * @param retryAfterSeconds when it is worth asking again; 0 if that is not known
 */
record Failed(int status, long retryAfterSeconds, Exception why) {
  private static final long AT_ONCE = 1;
  private static final long SOON = 2;
  private static final long WHEN_THE_STORE_IS_BACK = 10;
  private static final long WHEN_IT_IS_BROUGHT_BACK = 600;

  /** Ends the request; on the event loop. */
  static void answer(RoutingContext context, Exception failure) {
    if (context.response().closed()) {
      return;
    }
    Failed told = of(failure);
    if (told.retryAfterSeconds > 0) {
      context.response().putHeader("Retry-After", Long.toString(told.retryAfterSeconds));
    }
    context.fail(told.status, told.why);
  }

  static Failed of(Exception failure) {
    if (failure instanceof MediaRefusal refusal) {
      return new Failed(refusal.status(), refusal.retryAfterSeconds(), refusal);
    }
    if (failure instanceof NotPlayable unplayable) {
      return unplayable.isMissing()
          ? new Failed(404, 0, unplayable)
          : new Failed(503, WHEN_IT_IS_BROUGHT_BACK, unplayable);
    }
    if (failure instanceof UnsupportedInMp4Exception) {
      return new Failed(409, 0, failure);
    }
    if (failure instanceof LeftOutNextTime) {
      return new Failed(503, AT_ONCE, failure);
    }
    if (failure instanceof RejectedExecutionException) {
      return refused(SOON, "The server has more to look up than it can now; try again soon.");
    }
    if (failure instanceof IndexException index
        && index.kind() == IndexException.Kind.UNAVAILABLE) {
      return refused(SOON, "The archive cannot be asked now; try again soon.");
    }
    return failure instanceof StorageException storage
        ? ofStorage(storage)
        : new Failed(500, 0, failure);
  }

  private static Failed ofStorage(StorageException storage) {
    return switch (storage.kind()) {
      case UNAVAILABLE ->
          refused(
              WHEN_THE_STORE_IS_BACK,
              "The place where this show is kept does not answer; try again later.");
      case ARCHIVED -> new Failed(503, WHEN_IT_IS_BROUGHT_BACK, storage);
      default -> new Failed(500, 0, storage);
    };
  }

  private static Failed refused(long retryAfterSeconds, String words) {
    return new Failed(503, retryAfterSeconds, MediaRefusal.unavailable(retryAfterSeconds, words));
  }
}
