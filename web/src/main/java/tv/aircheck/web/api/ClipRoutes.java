package tv.aircheck.web.api;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ClipEdits;
import tv.aircheck.index.ClipFilter;
import tv.aircheck.index.ClipPage;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.Transaction;
import tv.aircheck.playback.ClipDesk;
import tv.aircheck.playback.ClipDraft;
import tv.aircheck.playback.ClipRequest;
import tv.aircheck.playback.NotPlayable;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.ApiProblem;
import tv.aircheck.web.api.route.Body;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Cursor;
import tv.aircheck.web.api.route.Kind;
import tv.aircheck.web.api.route.Parameter;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.About;
import tv.aircheck.web.json.ClipJson;
import tv.aircheck.web.json.CodecsJson;
import tv.aircheck.web.json.Json;
import tv.aircheck.web.json.PageJson;
import tv.aircheck.web.json.ShownClipJson;

/**
 * Clips: named parts of shows. Whether somebody may change one, whether it is still what they saw,
 * and the change are one work in the index.
 */
final class ClipRoutes {
  private static final Parameter<String> CLIP = Parameter.path("clip", "A clip.", Kind.ulid());
  private static final Parameter<ChannelName> CHANNEL =
      Parameter.query("channel", "Only this channel's, APP/NAME.", Kind.channel());
  private static final Parameter<String> BROADCAST =
      Parameter.query("broadcast", "Only this show's.", Kind.ulid());
  private static final Parameter<Boolean> MARKED =
      Parameter.query(
          "marked", "True: those that were deleted and can be had back.", Kind.flag(), false);
  private static final Parameter<Integer> LIMIT = Params.limit(50, 500);
  private static final int WHEN_IT_IS_BROUGHT_BACK_S = 600;
  private static final int WHEN_THE_STORE_IS_BACK_S = 10;

  private final Index index;
  private final InstantSource clock;
  private final ClipDesk desk;
  private final Keeping keeping;
  private final Addresses addresses;

  /** What is sent to make one. */
  record ClipWish(
      @About(value = "200 letters at most.", orNull = true) String title,
      @About("Offset in the show, in seconds.") double start,
      @About("Where it ends.") double end) {}

  /** What can be changed. */
  record ClipChange(@About(orNull = true) String title) {}

  ClipRoutes(ApiParts parts) {
    this.index = parts.index();
    this.clock = parts.clock();
    this.desk = parts.clips();
    this.keeping = parts.keeping();
    this.addresses = parts.addresses();
  }

  List<Route> routes() {
    return List.of(
        Route.get("/clips", "listClips", "Clips, newest first.")
            .takes(CHANNEL, BROADCAST, MARKED, LIMIT, Params.CURSOR)
            .answers(PageJson.Clips.class)
            .by(
                call ->
                    list(
                        call,
                        new ClipFilter(call.get(CHANNEL), call.get(BROADCAST), call.get(MARKED)))),
        Route.get(
                "/broadcasts/{id}/clips", "listClipsOfBroadcast", "Clips of a show, newest first.")
            .takes(Params.ID, LIMIT, Params.CURSOR)
            .answers(PageJson.Clips.class)
            .by(
                call -> {
                  BroadcastRow show = Sight.show(index, call, call.get(Params.ID));
                  return list(call, ClipFilter.all().ofBroadcast(show.id()));
                }),
        Route.of(HttpMethod.POST, "/broadcasts/{id}/clips", "makeClip", "Makes a clip of a show.")
            .takes(Params.ID)
            .reads(ClipWish.class)
            .answers(201, ShownClipJson.class)
            .by(this::make),
        Route.get("/clips/{clip}", "getClip", "A clip.")
            .takes(CLIP)
            .answers(ShownClipJson.class)
            .by(call -> answer(Sight.clip(index, call, call.get(CLIP)), call)),
        Route.of(HttpMethod.PATCH, "/clips/{clip}", "editClip", "Changes its title.")
            .takes(CLIP)
            .reads(ClipChange.class)
            .mustKnow()
            .answers(ShownClipJson.class)
            .by(this::edit),
        Route.of(
                HttpMethod.DELETE,
                "/clips/{clip}",
                "deleteClip",
                "Hides it at once; after the grace time it keeps nothing any more.")
            .takes(CLIP)
            .mustKnow()
            .answers(ShownClipJson.class)
            .by(this::delete),
        Route.of(
                HttpMethod.POST,
                "/clips/{clip}/restore",
                "restoreClip",
                "Has back what was deleted.")
            .takes(CLIP)
            .answers(ShownClipJson.class)
            .by(this::restore));
  }

  private Answer list(Call call, ClipFilter filter) {
    Cursor cursor = call.get(Params.CURSOR);
    String first = cursor == null ? null : cursor.part(0, 1);
    Gathering<ClipRow> page =
        Gathering.of(
            call.get(LIMIT),
            (last, most) -> rows(filter, last == null ? first : ClipPage.behind(last), most),
            clip -> lists(call, clip, filter));
    return Answer.of(
        new PageJson.Clips(
            page.rows().stream().map(clip -> json(clip, call)).toList(),
            page.behind() == null ? null : Cursor.of(ClipPage.behind(page.behind())).word()));
  }

  private List<ClipRow> rows(ClipFilter filter, String cursor, int most) {
    try {
      return index.clips().list(filter, cursor, most).rows();
    } catch (IndexException e) {
      if (e.kind() == IndexException.Kind.INVALID) {
        throw ApiProblem.bad("cursor", "'cursor' is the one that a page of the same list gave");
      }
      throw e;
    }
  }

  private boolean lists(Call call, ClipRow clip, ClipFilter filter) {
    BroadcastRow show = Sight.showOf(index, clip);
    if (!clip.isShown()) {
      return Sight.edits(call.caller(), show);
    }
    boolean named = filter.channel() != null || filter.broadcastId() != null;
    return Sight.lists(
        call.caller(),
        show.channel(),
        show.visibility().effective(),
        named && show.visibility().own() == null);
  }

  private Answer make(Call call) {
    String id = call.get(Params.ID);
    Body body = call.body();
    ClipRequest wish =
        new ClipRequest(
            id,
            body.seconds("start"),
            body.seconds("end"),
            body.text("title", EditRoutes.LONGEST_TITLE));
    Sight.editable(index, call, id);
    ClipRow clip = desk.keep(draft(wish), call.caller().name(), "");
    return Answer.created(json(clip, call), Api.ROOT + "/clips/" + clip.id());
  }

  private ClipDraft draft(ClipRequest wish) {
    try {
      return desk.draft(wish);
    } catch (NotPlayable e) {
      throw e.isMissing()
          ? ApiProblem.of(400, e.getMessage())
          : ApiProblem.later(WHEN_IT_IS_BROUGHT_BACK_S, e.getMessage());
    } catch (IOException e) {
      // Of the store: what lies at the ends of it cannot be read.
      throw ApiProblem.later(
          WHEN_THE_STORE_IS_BACK_S, "the show cannot be read now: " + e.getMessage());
    }
  }

  private Answer edit(Call call) {
    Body body = call.body();
    String title = body.text("title", EditRoutes.LONGEST_TITLE);
    ClipRow after =
        index.writeNow(
            tx -> {
              ClipRow clip = known(tx, call);
              if (!body.has("title") || Objects.equals(title, clip.title())) {
                return clip;
              }
              if (!clip.isShown()) {
                throw ApiProblem.of(409, "it is deleted: restore it first");
              }
              return edits(tx, call).title(clip.id(), title);
            });
    return answer(after, call);
  }

  private Answer delete(Call call) {
    ClipRow after =
        index.writeNow(
            tx -> {
              ClipRow clip = known(tx, call);
              return clip.isShown() ? edits(tx, call).mark(clip.id(), keeping.grace()) : clip;
            });
    return answer(after, call);
  }

  private Answer restore(Call call) {
    ClipRow after =
        index.writeNow(
            tx -> {
              ClipRow clip = editable(tx, call);
              if (clip.isShown()) {
                throw ApiProblem.of(409, "it is not deleted");
              }
              return edits(tx, call).restore(clip.id());
            });
    return answer(after, call);
  }

  private static ClipRow editable(IndexReads reads, Call call) {
    ClipRow clip = Sight.clip(reads, call, call.get(CLIP));
    Sight.mustEdit(call, Sight.showOf(reads, clip));
    return clip;
  }

  private static ClipRow known(IndexReads reads, Call call) {
    ClipRow clip = editable(reads, call);
    call.mustKnow(editWord(clip));
    return clip;
  }

  private ClipEdits edits(Transaction tx, Call call) {
    return new ClipEdits(tx, clock.millis(), call.caller().name(), "");
  }

  private Answer answer(ClipRow clip, Call call) {
    return Answer.of(json(clip, call), editWord(clip));
  }

  private static String editWord(ClipRow clip) {
    return Call.editWord(clip.title(), clip.mark());
  }

  private ShownClipJson json(ClipRow clip, Call call) {
    BroadcastRow show = Sight.showOf(index, clip);
    return new ShownClipJson(
        ClipJson.of(clip, desk.place(clip).orElse(null)),
        Json.word(show.visibility().effective()),
        Sight.edits(call.caller(), show),
        codecs(clip),
        addresses.of(clip.id(), call.host()));
  }

  private CodecsJson codecs(ClipRow clip) {
    ClipRange last = clip.ranges().get(clip.ranges().size() - 1);
    return index
        .segments()
        .atPosition(last.takeSeq(), last.toPosition() - 1)
        .map(segment -> CodecsJson.of(segment.codecs()))
        .orElse(null);
  }
}
