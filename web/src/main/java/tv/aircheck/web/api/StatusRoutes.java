package tv.aircheck.web.api;

import java.util.List;
import java.util.function.Supplier;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.ApiProblem;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Route;

/** How the node does, for those who run it. */
final class StatusRoutes {
  private final Supplier<byte[]> status;

  StatusRoutes(ApiParts parts) {
    this.status = parts.status();
  }

  List<Route> routes() {
    return List.of(
        Route.get("/status", "getStatus", "What is on air, waiting and running: docs/STATUS.md.")
            .by(this::status));
  }

  /** It names channels: for operators, and for programs on the server's own machine. */
  private Answer status(Call call) {
    if (!call.caller().mayOperate() && !call.isOnThisMachine()) {
      throw call.caller().isNobody()
          ? ApiProblem.of(401, "sign in with a token of an operator to see how the server does")
          : ApiProblem.of(403, "this token is not one of an operator");
    }
    return Answer.of(status.get());
  }
}
