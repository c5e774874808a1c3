package tv.aircheck.web.api;

import java.util.List;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.BroadcastPage;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.TitleWords;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.ApiProblem;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Cursor;
import tv.aircheck.web.api.route.Kind;
import tv.aircheck.web.api.route.Parameter;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.PageJson;
import tv.aircheck.web.json.ShowDetailJson;

/** Shows: the list of them, and one. */
final class ShowRoutes {
  private static final Parameter<ChannelName> CHANNEL =
      Parameter.query("channel", "Only this channel's, APP/NAME.", Kind.channel());
  private static final Parameter<Long> FROM =
      Parameter.query("from", "Began at or after.", Kind.time());
  private static final Parameter<Long> TO = Parameter.query("to", "Began before.", Kind.time());
  private static final Parameter<String> WORDS =
      Parameter.query(
          "q", "Words that are all in the title or in the channel's name.", Kind.words());
  private static final Parameter<BroadcastState> STATE =
      Parameter.query(
          "state",
          "Live and ended ones without it; marked are those that can be had back.",
          Kind.oneOf(List.of(BroadcastState.LIVE, BroadcastState.ENDED, BroadcastState.MARKED)));
  private static final Parameter<Integer> LIMIT = Params.limit(50, 500);

  private final Index index;
  private final ShowView view;

  ShowRoutes(ApiParts parts, ShowView view) {
    this.index = parts.index();
    this.view = view;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/broadcasts", "listBroadcasts", "Shows, newest first.")
            .takes(CHANNEL, FROM, TO, WORDS, STATE, Params.MINE, LIMIT, Params.CURSOR)
            .answers(PageJson.Shows.class)
            .by(this::list),
        Route.get("/broadcasts/{id}", "getBroadcast", "A show, its takes, and how it is kept.")
            .takes(Params.ID)
            .answers(ShowDetailJson.class)
            .by(call -> view.answer(Sight.show(index, call, call.get(Params.ID)), call)));
  }

  private Answer list(Call call) {
    ChannelName channel = call.get(CHANNEL);
    String words = call.get(WORDS);
    BroadcastFilter filter =
        BroadcastFilter.all()
            .of(channel)
            .in(call.get(STATE))
            .between(call.get(FROM), call.get(TO))
            .named(words == null ? TitleWords.NONE : TitleWords.of(words));
    Cursor cursor = call.get(Params.CURSOR);
    String first = cursor == null ? null : cursor.part(0, 1);
    Gathering<BroadcastRow> page =
        Gathering.of(
            call.get(LIMIT),
            (last, most) -> rows(filter, last == null ? first : BroadcastPage.behind(last), most),
            row ->
                filter.fits(row)
                    && Sight.lists(call.caller(), row, channel != null)
                    && (!call.get(Params.MINE) || Sight.edits(call.caller(), row)));
    return Answer.of(
        new PageJson.Shows(
            page.rows().stream().map(row -> view.of(row, call)).toList(),
            page.behind() == null ? null : Cursor.of(BroadcastPage.behind(page.behind())).word()));
  }

  private List<BroadcastRow> rows(BroadcastFilter filter, String cursor, int most) {
    try {
      return index.broadcasts().list(filter, cursor, most).rows();
    } catch (IndexException e) {
      if (e.kind() == IndexException.Kind.INVALID) {
        throw ApiProblem.bad("cursor", "'cursor' is the one that a page of the same list gave");
      }
      throw e;
    }
  }
}
