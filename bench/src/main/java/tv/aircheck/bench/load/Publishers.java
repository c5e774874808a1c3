package tv.aircheck.bench.load;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;

/** Publishers of one wire, spread over the event loops. */
final class Publishers implements Crowd {
  private static final int DIGITS = 3;

  private final Target target;
  private final Wires wires;
  private final double speed;
  private final Venue venue;
  private final List<Pace> paces = new ArrayList<>();
  private final Queue<Outlet> outlets = new ConcurrentLinkedQueue<>();

  /**
   * @param wires stay the caller's, who keeps them until all have left
   * @param speed 1 for real time
   */
  Publishers(Target target, Wires wires, double speed, Venue venue) {
    this.target = target;
    this.wires = wires;
    this.speed = speed;
    this.venue = venue;
    venue.eachLoop().forEach(loop -> paces.add(new Pace(loop, venue.ticker())));
  }

  @Override
  public void enter(int number) {
    venue.attendance().asked();
    Pace pace = paces.get(number % paces.size());
    long began = pace.now();
    venue
        .dialer()
        .connect(
            pace.loop(),
            target.host(),
            target.port(),
            channel -> join(channel, target.outlet(channel, number), pace, began),
            venue.attendance()::refused);
  }

  private void join(Channel channel, Outlet outlet, Pace pace, long began) {
    var unused =
        outlet
            .ready()
            .whenComplete(
                (ready, failed) -> {
                  if (failed != null) {
                    venue.attendance().refused(failed);
                  } else {
                    publish(channel, outlet, pace);
                    venue.attendance().entered(pace.now() - began);
                  }
                });
  }

  private void publish(Channel channel, Outlet outlet, Pace pace) {
    Publisher publisher = new Publisher(wires.next(), channel, outlet.end(), speed, pace.now());
    outlets.add(outlet);
    pace.add(publisher);
    var unused =
        outlet
            .closed()
            .thenAccept(
                words -> {
                  pace.remove(publisher);
                  venue.attendance().gone(publisher.isDone(), words);
                });
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
    paces.forEach(Pace::stop);
    outlets.forEach(outlet -> outlet.end().run());
  }
}
