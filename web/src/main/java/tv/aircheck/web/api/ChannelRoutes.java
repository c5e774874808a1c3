package tv.aircheck.web.api;

import java.util.List;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.BroadcastPage;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelFilter;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.ChannelSum;
import tv.aircheck.index.Index;
import tv.aircheck.index.TitleWords;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Cursor;
import tv.aircheck.web.api.route.Kind;
import tv.aircheck.web.api.route.Parameter;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.BroadcastJson;
import tv.aircheck.web.json.ChannelDetailJson;
import tv.aircheck.web.json.ChannelJson;
import tv.aircheck.web.json.KeptJson;
import tv.aircheck.web.json.ListedChannelJson;
import tv.aircheck.web.json.PageJson;

/** Channels: the list of them, and one. */
final class ChannelRoutes {
  private static final Parameter<Boolean> LIVE =
      Parameter.query("live", "True: only those on air.", Kind.flag(), false);
  private static final Parameter<String> WORDS =
      Parameter.query("q", "Words that are all in the name or in the title.", Kind.words());
  private static final Parameter<Integer> LIMIT = Params.limit(50, 500);

  private final Index index;
  private final Keeping keeping;
  private final Addresses addresses;

  ChannelRoutes(ApiParts parts) {
    this.index = parts.index();
    this.keeping = parts.keeping();
    this.addresses = parts.addresses();
  }

  List<Route> routes() {
    return List.of(
        Route.get("/channels", "listChannels", "Channels, in the order of their names.")
            .takes(LIVE, WORDS, Params.MINE, LIMIT, Params.CURSOR)
            .answers(PageJson.Channels.class)
            .by(this::list),
        Route.get(
                "/channels/{app}/{name}",
                "getChannel",
                "A channel, what is kept of it, and by which rules.")
            .takes(Params.APP, Params.NAME)
            .answers(ChannelDetailJson.class)
            .by(call -> answer(Sight.channel(index, call, name(call)), call)));
  }

  static ChannelName name(Call call) {
    return new ChannelName(call.get(Params.APP), call.get(Params.NAME));
  }

  private Answer list(Call call) {
    String words = call.get(WORDS);
    ChannelFilter filter =
        new ChannelFilter(call.get(LIVE), words == null ? TitleWords.NONE : TitleWords.of(words));
    Cursor cursor = call.get(Params.CURSOR);
    ChannelName first =
        cursor == null ? null : new ChannelName(cursor.part(0, 2), cursor.part(1, 2));
    Gathering<ChannelRow> page =
        Gathering.of(
            call.get(LIMIT),
            (last, most) ->
                index.channels().list(filter, last == null ? first : last.channel(), most),
            row ->
                filter.fits(row)
                    && Sight.lists(call.caller(), row)
                    && (!call.get(Params.MINE) || Sight.edits(call.caller(), row))
                    && (!filter.live() || sum(row, call).onAir().now()));
    return Answer.of(
        new PageJson.Channels(
            page.rows().stream().map(row -> listed(row, call)).toList(),
            page.behind() == null ? null : cursor(page.behind().channel())));
  }

  private static String cursor(ChannelName behind) {
    return Cursor.of(behind.app(), behind.name()).word();
  }

  private ListedChannelJson listed(ChannelRow row, Call call) {
    return listed(row, sum(row, call), call);
  }

  private ListedChannelJson listed(ChannelRow row, ChannelSum sum, Call call) {
    return new ListedChannelJson(
        ChannelJson.of(row, sum),
        sum.bytes(),
        Sight.edits(call.caller(), row),
        latest(row, call),
        addresses.of(row.channel(), call.host()));
  }

  /** What is kept of it, as far as the caller gets to see it in lists. */
  private ChannelSum sum(ChannelRow row, Call call) {
    return index.channels().sum(row.id(), Sight.listsAllOf(call.caller(), row));
  }

  /** The newest show that the caller gets to see. */
  private BroadcastJson latest(ChannelRow channel, Call call) {
    BroadcastFilter filter = BroadcastFilter.all().of(channel.channel());
    Gathering<BroadcastRow> newest =
        Gathering.of(
            1,
            (last, most) ->
                index
                    .broadcasts()
                    .list(filter, last == null ? null : BroadcastPage.behind(last), most)
                    .rows(),
            row -> Sight.lists(call.caller(), row, true));
    return newest.rows().stream().map(BroadcastJson::of).findFirst().orElse(null);
  }

  /** All there is to say of it, with the word for what can be edited. */
  Answer answer(ChannelRow row, Call call) {
    ChannelSum sum = sum(row, call);
    ChannelDetailJson detail =
        new ChannelDetailJson(
            listed(row, sum, call),
            sum.locked(),
            new KeptJson.AmountJson(sum.going(), sum.goingBytes()),
            new KeptJson.AmountJson(sum.clipped(), sum.clippedBytes()),
            keeping.rules(row.channel()));
    return Answer.of(detail, editWord(row));
  }

  /** Changes only with what can be edited of a channel. */
  static String editWord(ChannelRow row) {
    return Call.editWord(row.title(), row.visibility());
  }
}
