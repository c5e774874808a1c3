package tv.aircheck.bench.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import tv.aircheck.bench.load.Audience.Timing;

/** Players of many streams, spread over the event loops. */
final class Players implements Crowd {
  /** One that plays, until it is told to stop. */
  interface Playing {
    void stop();
  }

  /** Lets one begin. */
  interface Entry {
    /**
     * @param address where to play from
     * @param events what becomes of it
     */
    Playing enter(String address, Audience audience, Events events);
  }

  /** What becomes of one player. Each is in, or refused; who was in is gone in the end. */
  interface Events {
    void entered();

    void refused(Throwable why);

    /**
     * @param over because the show was
     */
    void gone(boolean over, String words);
  }

  private final PlayPlan plan;
  private final Entry entry;
  private final Venue venue;
  private final List<Audience> audiences = new ArrayList<>();
  private final Map<Integer, Playing> playing = new ConcurrentHashMap<>();
  private volatile boolean leaving;

  Players(PlayPlan plan, Entry entry, Venue venue) {
    this.plan = plan;
    this.entry = entry;
    this.venue = venue;
    venue.eachLoop().forEach(loop -> audiences.add(new Audience(loop, venue.ticker())));
  }

  @Override
  public void enter(int number) {
    venue.attendance().asked();
    Audience audience = audiences.get(number % audiences.size());
    playing.put(
        number, entry.enter(plan.address(number), audience, new Visit(number, audience.now())));
  }

  @Override
  public Volume volume() {
    return audiences.stream().map(Audience::received).reduce(Volume.NOTHING, Volume::plus);
  }

  @Override
  public Map<String, Quantiles> timings() {
    Map<Timing, Histogram> sum = new EnumMap<>(Timing.class);
    audiences.forEach(audience -> audience.takeTimings(sum));
    Map<String, Quantiles> named = new TreeMap<>();
    sum.forEach(
        (timing, histogram) ->
            named.put(timing.name().toLowerCase(Locale.ROOT), Quantiles.ofNanos(histogram)));
    return named;
  }

  @Override
  public void leave() {
    leaving = true;
    playing.values().forEach(Playing::stop);
  }

  /** One player's way through a show. */
  private final class Visit implements Events {
    private final int number;
    private final long beganNanos;

    Visit(int number, long beganNanos) {
      this.number = number;
      this.beganNanos = beganNanos;
    }

    @Override
    public void entered() {
      venue.attendance().entered(venue.ticker().getAsLong() - beganNanos);
    }

    @Override
    public void refused(Throwable why) {
      playing.remove(number);
      venue.attendance().refused(why);
    }

    @Override
    public void gone(boolean over, String words) {
      playing.remove(number);
      // First the new one, then the old one's end: at no time is it as if all had left.
      if (over && plan.again() && !leaving) {
        enter(number);
      }
      venue.attendance().gone(over, words);
    }
  }
}
