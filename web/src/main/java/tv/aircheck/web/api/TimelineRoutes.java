package tv.aircheck.web.api;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.TakeRow;
import tv.aircheck.playback.Outline;
import tv.aircheck.playback.Outline.Stretch;
import tv.aircheck.playback.Outlines;
import tv.aircheck.playback.SeekPoint;
import tv.aircheck.playback.SeekPoints;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.ApiProblem;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Cursor;
import tv.aircheck.web.api.route.Parameter;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.GapsJson;
import tv.aircheck.web.json.GapsJson.PlacedGapJson;
import tv.aircheck.web.json.Json;
import tv.aircheck.web.json.KeyframeJson;
import tv.aircheck.web.json.PageJson;
import tv.aircheck.web.json.TakeJson;
import tv.aircheck.web.json.TimelineJson;
import tv.aircheck.web.json.TimelineJson.MissingJson;
import tv.aircheck.web.json.TimelineJson.StretchJson;
import tv.aircheck.web.json.TimelineJson.TakeSpanJson;

/** A show on its own clock: what is where, what is missing, where one can seek to. */
final class TimelineRoutes {
  private static final Parameter<Integer> LIMIT = Params.limit(1000, 10_000);

  private final Index index;
  private final Outlines outlines;
  private final SeekPoints seekPoints;

  TimelineRoutes(ApiParts parts) {
    this.index = parts.index();
    this.outlines = new Outlines(parts.index(), parts.nanoTicker());
    this.seekPoints = new SeekPoints(parts.index());
  }

  List<Route> routes() {
    return List.of(
        Route.get("/broadcasts/{id}/timeline", "getTimeline", "What a player draws.")
            .takes(Params.ID)
            .answers(TimelineJson.class)
            .by(this::timeline),
        Route.get("/broadcasts/{id}/keyframes", "listKeyframes", "Where one can seek to exactly.")
            .takes(Params.ID, Params.FROM_OFFSET, Params.TO_OFFSET, LIMIT, Params.CURSOR)
            .answers(PageJson.Keyframes.class)
            .by(this::keyframes),
        Route.get("/broadcasts/{id}/gaps", "listGaps", "What was never recorded.")
            .takes(Params.ID)
            .answers(GapsJson.class)
            .by(this::gaps));
  }

  /** Of a show that the caller may watch. */
  Outline outline(Call call) {
    String id = call.get(Params.ID);
    Sight.showOrClip(index, call, id);
    return outlines.find(id).orElseThrow(() -> ApiProblem.notFound("broadcast " + id));
  }

  private Answer timeline(Call call) {
    Outline outline = outline(call);
    List<TakeRow> takes = outline.takes();
    List<StretchJson> stretches =
        outline.stretches().stream()
            .map(
                stretch ->
                    new StretchJson(
                        takes.get(stretch.take()).id(),
                        Json.seconds(stretch.fromMs()),
                        Json.seconds(stretch.toMs()),
                        Json.time(stretch.startedAtMs())))
            .toList();
    List<MissingJson> missing = new ArrayList<>();
    for (int i = 0; i < takes.size(); i++) {
      for (GapRow gap : gaps(outline, i)) {
        missing.add(
            new MissingJson(
                takes.get(i).id(),
                Json.seconds(outline.gapAtMs(i, gap.fromPosition())),
                Json.seconds(gap.toMs() - gap.fromMs()),
                gap.reason()));
      }
    }
    return Answer.of(
        new TimelineJson(
            call.get(Params.ID),
            outline.onAir(),
            Json.seconds(outline.durationMs()),
            spans(outline),
            stretches,
            missing));
  }

  /** A take of which nothing was recorded is not on the clock. */
  private static List<TakeSpanJson> spans(Outline outline) {
    List<TakeSpanJson> spans = new ArrayList<>();
    for (int i = 0; i < outline.takes().size(); i++) {
      int take = i;
      List<Stretch> own =
          outline.stretches().stream().filter(stretch -> stretch.take() == take).toList();
      if (!own.isEmpty()) {
        spans.add(
            TakeSpanJson.of(
                outline.takes().get(take), own.get(0).fromMs(), own.get(own.size() - 1).toMs()));
      }
    }
    return spans;
  }

  private List<GapRow> gaps(Outline outline, int take) {
    return index.gaps().ofTake(outline.takes().get(take).seq()).stream()
        .filter(gap -> outline.holds(take, gap))
        .toList();
  }

  private Answer gaps(Call call) {
    Outline outline = outline(call);
    List<PlacedGapJson> gaps = new ArrayList<>();
    for (int i = 0; i < outline.takes().size(); i++) {
      TakeRow take = outline.takes().get(i);
      for (GapRow gap : gaps(outline, i)) {
        gaps.add(
            new PlacedGapJson(
                take.id(),
                Json.seconds(outline.gapAtMs(i, gap.fromPosition())),
                TakeJson.GapJson.of(gap),
                Json.time(gap.notedAtMs())));
      }
    }
    return Answer.of(new GapsJson(gaps));
  }

  private Answer keyframes(Call call) {
    Outline outline = outline(call);
    Cursor cursor = call.get(Params.CURSOR);
    SeekPoint behind =
        cursor == null
            ? null
            : new SeekPoint(0, take(outline, cursor.number(0, 2)), cursor.number(1, 2));
    Long from = call.get(Params.FROM_OFFSET);
    Long to = call.get(Params.TO_OFFSET);
    int limit = call.get(LIMIT);
    List<SeekPoint> found =
        seekPoints.list(
            outline, behind, from == null ? 0 : from, to == null ? Long.MAX_VALUE : to, limit + 1);
    List<SeekPoint> page = found.subList(0, Math.min(limit, found.size()));
    return Answer.of(
        new PageJson.Keyframes(
            page.stream()
                .map(
                    point ->
                        new KeyframeJson(
                            Json.seconds(point.offsetMs()),
                            outline.takes().get(point.take()).id(),
                            point.position()))
                .toList(),
            found.size() > limit ? cursor(page.get(limit - 1)) : null));
  }

  private static String cursor(SeekPoint behind) {
    return Cursor.of(Integer.toString(behind.take()), Long.toString(behind.position())).word();
  }

  /** Of a cursor: one that there is. */
  static int take(Outline outline, long number) {
    if (number < 0 || number >= outline.takes().size()) {
      throw ApiProblem.bad("cursor", "'cursor' is the one that a page of the same list gave");
    }
    return (int) number;
  }
}
