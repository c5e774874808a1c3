package tv.aircheck.web.access;

import io.vertx.ext.web.RoutingContext;
import tv.aircheck.index.access.Caller;

/** Where a route finds who asks. */
public final class Callers {
  private static final String KEY = "aircheck.caller";

  private Callers() {}

  /** Nobody, where no {@link AccessHandler} stands in front. */
  public static Caller of(RoutingContext context) {
    Caller caller = context.get(KEY);
    return caller == null ? Caller.NOBODY : caller;
  }

  /** For what stands in front, and for tests of a route alone. */
  public static void put(RoutingContext context, Caller caller) {
    context.put(KEY, caller);
  }
}
