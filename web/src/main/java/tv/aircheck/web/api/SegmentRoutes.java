package tv.aircheck.web.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadState;
import tv.aircheck.playback.Outline;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Cursor;
import tv.aircheck.web.api.route.Parameter;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.CodecsJson;
import tv.aircheck.web.json.Json;
import tv.aircheck.web.json.PageJson;
import tv.aircheck.web.json.SegmentJson;

/** The files that a show is kept in, and what was said beside it. */
final class SegmentRoutes {
  private static final Parameter<Integer> LIMIT = Params.limit(500, 5000);

  private final Index index;
  private final TimelineRoutes timeline;

  SegmentRoutes(ApiParts parts, TimelineRoutes timeline) {
    this.index = parts.index();
    this.timeline = timeline;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/broadcasts/{id}/segments", "listSegments", "The files it is kept in, in order.")
            .takes(Params.ID, LIMIT, Params.CURSOR)
            .answers(PageJson.Segments.class)
            .by(this::segments),
        Route.get("/broadcasts/{id}/chat", "listChat", "The chat as it was: none is recorded yet.")
            .takes(Params.ID, Params.FROM_OFFSET, Params.TO_OFFSET, LIMIT, Params.CURSOR)
            .answers(PageJson.Messages.class)
            .by(this::chat));
  }

  private Answer segments(Call call) {
    Sight.show(index, call, call.get(Params.ID));
    Outline outline = timeline.outline(call);
    Cursor cursor = call.get(Params.CURSOR);
    int limit = call.get(LIMIT);
    int take = cursor == null ? 0 : TimelineRoutes.take(outline, cursor.number(0, 2));
    long after = cursor == null ? -1 : cursor.number(1, 2);
    List<SegmentJson> page = new ArrayList<>();
    for (; take < outline.takes().size(); take++) {
      TakeRow row = outline.takes().get(take);
      int room = limit - page.size();
      List<SegmentRow> found = index.segments().ofTake(row.seq(), after, room + 1);
      Map<Long, UploadState> uploads = uploads(row, after, room);
      for (SegmentRow segment : found.subList(0, Math.min(room, found.size()))) {
        page.add(json(outline, take, segment, uploads.get(segment.startPosition())));
        after = segment.startPosition();
      }
      if (found.size() > room) {
        String next = Cursor.of(Integer.toString(take), Long.toString(after)).word();
        return Answer.of(new PageJson.Segments(page, next));
      }
      after = -1;
    }
    return Answer.of(new PageJson.Segments(page, null));
  }

  private Map<Long, UploadState> uploads(TakeRow take, long after, int most) {
    Map<Long, UploadState> states = new HashMap<>();
    for (UploadRow upload : index.uploads().ofTake(take.seq(), after, most)) {
      states.put(upload.startPosition(), upload.state());
    }
    return states;
  }

  private static SegmentJson json(
      Outline outline, int take, SegmentRow segment, UploadState upload) {
    OptionalLong at = outline.offsetMs(take, segment.startPosition(), segment.startMs());
    return new SegmentJson(
        outline.takes().get(take).id(),
        segment.startPosition(),
        segment.endPosition(),
        at.isPresent() ? (Double) Json.seconds(at.getAsLong()) : null,
        Json.seconds(segment.endMs() - segment.startMs()),
        Json.time(segment.wallClockMs()),
        segment.fileBytes(),
        segment.forced(),
        CodecsJson.of(segment.codecs()),
        upload == null ? null : Json.word(upload));
  }

  private Answer chat(Call call) {
    Sight.show(index, call, call.get(Params.ID));
    return Answer.of(new PageJson.Messages(List.of(), null));
  }
}
