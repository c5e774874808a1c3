package tv.aircheck.web.api;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.ShowStart;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.ApiProblem;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Kind;
import tv.aircheck.web.api.route.Parameter;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.DaysJson;
import tv.aircheck.web.json.DaysJson.DayJson;
import tv.aircheck.web.json.Json;

/** On which days a channel had shows. */
final class DayRoutes {
  private static final int USUAL_DAYS = 366;
  private static final int MOST_DAYS = 1100;
  private static final Parameter<ZoneId> ZONE =
      Parameter.query("zone", "Whose days.", Kind.zone(), ZoneOffset.UTC);
  private static final Parameter<LocalDate> FROM =
      Parameter.query("from", "The first day; a year before the last without it.", Kind.date());
  private static final Parameter<LocalDate> TO =
      Parameter.query("to", "The last day; today without it.", Kind.date());

  private final Index index;
  private final InstantSource clock;

  DayRoutes(ApiParts parts) {
    this.index = parts.index();
    this.clock = parts.clock();
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/channels/{app}/{name}/days",
                "listDays",
                "The days on which its shows began, newest first.")
            .takes(Params.APP, Params.NAME, ZONE, FROM, TO)
            .answers(DaysJson.class)
            .by(this::days));
  }

  private Answer days(Call call) {
    ZoneId zone = call.get(ZONE);
    LocalDate to = call.get(TO);
    if (to == null) {
      to = LocalDate.ofInstant(clock.instant(), zone);
    }
    LocalDate from = call.get(FROM);
    if (from == null) {
      from = to.minusDays(USUAL_DAYS - 1);
    }
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    if (days < 1 || days > MOST_DAYS) {
      throw ApiProblem.bad(
          "from", "'from' is at or before 'to', and they are " + MOST_DAYS + " days at most");
    }
    ChannelRow channel = Sight.channel(index, call, ChannelRoutes.name(call));
    List<ShowStart> starts =
        index
            .broadcasts()
            .starts(channel.channel(), midnight(from, zone), midnight(to.plusDays(1), zone))
            .stream()
            .filter(start -> isListed(start, channel, call))
            .toList();
    return Answer.of(
        new DaysJson(zone.getId(), from.toString(), to.toString(), days(starts, zone)));
  }

  private static boolean isListed(ShowStart start, ChannelRow channel, Call call) {
    return Sight.lists(
        call.caller(),
        channel.channel(),
        start.ownVisibility() == null ? channel.visibility() : start.ownVisibility(),
        start.ownVisibility() == null);
  }

  private static long midnight(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static List<DayJson> days(List<ShowStart> starts, ZoneId zone) {
    Map<LocalDate, List<ShowStart>> byDay = new TreeMap<>(Comparator.reverseOrder());
    for (ShowStart start : starts) {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(start.startedAtMs()), zone);
      byDay.computeIfAbsent(day, date -> new ArrayList<>()).add(start);
    }
    return byDay.entrySet().stream().map(day -> day(day.getKey(), day.getValue())).toList();
  }

  private static DayJson day(LocalDate date, List<ShowStart> shows) {
    return new DayJson(
        date.toString(),
        shows.size(),
        Json.seconds(shows.stream().mapToLong(ShowStart::durationMs).sum()),
        shows.stream().mapToLong(ShowStart::bytes).sum(),
        shows.stream().anyMatch(ShowStart::live));
  }
}
