package tv.aircheck.web.api;

import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Index;
import tv.aircheck.index.ShowEdits;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.ApiProblem;
import tv.aircheck.web.api.route.Body;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.About;
import tv.aircheck.web.json.ShowDetailJson;

/**
 * What people change of shows. Whether they may, whether it is still what they saw, and the change
 * are one work in the index.
 */
final class EditRoutes {
  static final int LONGEST_TITLE = 200;

  private final Index index;
  private final InstantSource clock;
  private final Keeping keeping;
  private final ShowView view;

  /** What can be sent. */
  record ShowChange(
      @About(value = "200 letters at most; null or empty: none.", orNull = true) String title,
      @About("No rule and nobody deletes it.") Boolean locked,
      @About(
              value = "Null: the channel's.",
              orNull = true,
              words = {"public", "unlisted", "private"})
          String visibility) {}

  EditRoutes(ApiParts parts, ShowView view) {
    this.index = parts.index();
    this.clock = parts.clock();
    this.keeping = parts.keeping();
    this.view = view;
  }

  List<Route> routes() {
    return List.of(
        Route.of(HttpMethod.PATCH, "/broadcasts/{id}", "editBroadcast", "Changes what is named.")
            .takes(Params.ID)
            .reads(ShowChange.class)
            .mustKnow()
            .answers(ShowDetailJson.class)
            .by(this::edit),
        Route.of(
                HttpMethod.DELETE,
                "/broadcasts/{id}",
                "deleteBroadcast",
                "Hides it at once, and deletes it after the grace time.")
            .takes(Params.ID)
            .mustKnow()
            .answers(ShowDetailJson.class)
            .by(this::delete),
        Route.of(
                HttpMethod.POST,
                "/broadcasts/{id}/restore",
                "restoreBroadcast",
                "Has back what was deleted and is not gone yet.")
            .takes(Params.ID)
            .answers(ShowDetailJson.class)
            .by(this::restore));
  }

  private Answer edit(Call call) {
    String id = call.get(Params.ID);
    Change change = Change.of(call.body());
    index.writeNow(
        tx -> {
          BroadcastRow row = known(tx, call, id);
          // Its clips are seen by whoever may see their show, also when they are all that is left.
          boolean ofClips = row.state() == BroadcastState.CLIPPED && change.isOfVisibilityAlone();
          if (!row.state().isShown() && !ofClips) {
            throw deleted(row);
          }
          change.make(row, edits(tx, call), access(tx, call));
          return null;
        });
    return answer(call, id);
  }

  /** What is asked for, read before the index is kept waiting. */
  private record Change(Body body, String title, Boolean locked, Visibility visibility) {
    static Change of(Body body) {
      return new Change(
          body,
          body.text("title", LONGEST_TITLE),
          body.has("locked") ? (Boolean) body.flag("locked") : null,
          body.choice("visibility", List.of(Visibility.values())));
    }

    boolean isOfVisibilityAlone() {
      return !body.has("title") && !body.has("locked");
    }

    /** What is so already is left alone. */
    void make(BroadcastRow row, ShowEdits edits, AccessEdits access) {
      if (body.has("title") && !Objects.equals(title, row.title())) {
        edits.title(row.id(), title);
      }
      if (locked != null) {
        edits.lock(row.id(), locked);
      }
      if (body.has("visibility") && visibility != row.visibility().own()) {
        access.visibility(row.id(), visibility);
      }
    }
  }

  private Answer delete(Call call) {
    String id = call.get(Params.ID);
    index.writeNow(
        tx -> {
          BroadcastRow row = known(tx, call, id);
          if (row.state() == BroadcastState.MARKED) {
            return null;
          }
          if (!row.state().isShown()) {
            throw deleted(row);
          }
          ShowEdits.obstacle(row)
              .ifPresent(
                  why -> {
                    throw ApiProblem.of(409, "it stays: " + why);
                  });
          edits(tx, call).mark(id, keeping.grace());
          return null;
        });
    return answer(call, id);
  }

  private Answer restore(Call call) {
    String id = call.get(Params.ID);
    index.writeNow(
        tx -> {
          BroadcastRow row = Sight.editable(tx, call, id);
          if (row.state() == BroadcastState.REMOVING) {
            throw ApiProblem.of(409, "it is too late: its deletion has begun");
          }
          if (row.state() == BroadcastState.CLIPPED) {
            throw deleted(row);
          }
          if (row.state() != BroadcastState.MARKED) {
            throw ApiProblem.of(409, "it is not deleted");
          }
          return edits(tx, call).restore(id, true);
        });
    return answer(call, id);
  }

  private static ApiProblem deleted(BroadcastRow row) {
    return ApiProblem.of(
        409,
        switch (row.state()) {
          case MARKED -> "it is deleted: restore it first";
          case CLIPPED -> "it was deleted, and only what its clips cover is left";
          default -> "it is being deleted already";
        });
  }

  private static BroadcastRow known(Transaction tx, Call call, String id) {
    BroadcastRow row = Sight.editable(tx, call, id);
    call.mustKnow(ShowView.editWord(row));
    return row;
  }

  private ShowEdits edits(Transaction tx, Call call) {
    return new ShowEdits(tx, clock.millis(), call.caller().name(), "");
  }

  private AccessEdits access(Transaction tx, Call call) {
    return new AccessEdits(tx, clock.millis(), call.caller().name(), "");
  }

  private Answer answer(Call call, String id) {
    return view.answer(Sight.show(index, call, id), call);
  }
}
