package tv.aircheck.bench.load;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Publishers of one wire, spread over the event loops. */
final class Publishers implements Crowd {
  private static final int DIGITS = 3;

  /** As impatient as an encoder can be set to be. */
  private static final long RETRY_MS = 200;

  private final Target target;
  private final Wires wires;
  private final double speed;
  private final boolean reconnecting;
  private final Venue venue;
  private final List<Pace> paces = new ArrayList<>();
  private final Queue<Outlet> outlets = new ConcurrentLinkedQueue<>();
  private volatile boolean leaving;

  /**
   * @param wires stay the caller's, who keeps them until all have left
   * @param speed 1 for real time
   * @param reconnecting whether one who is refused or cut off tries again, from the beginning of
   *     the stream
   */
  Publishers(Target target, Wires wires, double speed, boolean reconnecting, Venue venue) {
    this.target = target;
    this.wires = wires;
    this.speed = speed;
    this.reconnecting = reconnecting;
    this.venue = venue;
    venue.eachLoop().forEach(loop -> paces.add(new Pace(loop, venue.ticker())));
  }

  @Override
  public void enter(int number) {
    venue.attendance().asked();
    connect(number);
  }

  private void connect(int number) {
    Pace pace = paces.get(number % paces.size());
    long began = pace.now();
    venue
        .dialer()
        .connect(
            pace.loop(),
            target.host(),
            target.port(),
            channel -> join(channel, number, pace, began),
            failed -> refused(number, failed));
  }

  private void join(Channel channel, int number, Pace pace, long began) {
    Outlet outlet = target.outlet(channel, number);
    var unused =
        outlet
            .ready()
            .whenComplete(
                (ready, failed) -> {
                  if (failed != null) {
                    refused(number, failed);
                  } else {
                    publish(channel, outlet, number);
                    venue.attendance().entered(pace.now() - began);
                  }
                });
  }

  private void publish(Channel channel, Outlet outlet, int number) {
    Pace pace = paces.get(number % paces.size());
    Publisher publisher = new Publisher(wires.next(), channel, outlet.end(), speed, pace.now());
    outlets.add(outlet);
    pace.add(publisher);
    var unused =
        outlet
            .closed()
            .thenAccept(
                words -> {
                  pace.remove(publisher);
                  outlets.remove(outlet);
                  if (!publisher.isDone()) {
                    tryAgain(number);
                  }
                  venue.attendance().gone(publisher.isDone(), words);
                });
  }

  private void refused(int number, Throwable why) {
    tryAgain(number);
    venue.attendance().refused(why);
  }

  /** Asked before it is noted that the last attempt failed, so that there is always somebody. */
  private void tryAgain(int number) {
    if (reconnecting && !leaving) {
      venue.attendance().asked();
      var unused =
          paces
              .get(number % paces.size())
              .loop()
              .schedule(() -> connect(number), RETRY_MS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public Volume volume() {
    return paces.stream().map(Pace::sent).reduce(Volume.NOTHING, Volume::plus);
  }

  @Override
  public Map<String, Quantiles> timings() {
    Histogram lateness = new Histogram(DIGITS);
    paces.forEach(pace -> lateness.add(pace.takeLateness()));
    return Map.of("lateness", Quantiles.ofNanos(lateness));
  }

  @Override
  public void leave() {
    leaving = true;
    paces.forEach(Pace::stop);
    outlets.forEach(outlet -> outlet.end().run());
  }
}
