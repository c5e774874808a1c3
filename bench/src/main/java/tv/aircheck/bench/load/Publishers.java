package tv.aircheck.bench.load;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
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
  private final Dialer dialer;
  private final Attendance attendance;
  private final List<Pace> paces = new ArrayList<>();
  private final Queue<Outlet> outlets = new ConcurrentLinkedQueue<>();

  /**
   * @param wires stay the caller's, who keeps them until all have left
   * @param speed 1 for real time
   */
  Publishers(
      Target target,
      Wires wires,
      double speed,
      Dialer dialer,
      EventLoopGroup loops,
      Attendance attendance) {
    this.target = target;
    this.wires = wires;
    this.speed = speed;
    this.dialer = dialer;
    this.attendance = attendance;
    for (EventExecutor loop : loops) {
      paces.add(new Pace((EventLoop) loop));
    }
  }

  @Override
  public void enter(int number) {
    attendance.asked();
    Pace pace = paces.get(number % paces.size());
    long began = pace.now();
    dialer.connect(
        pace.loop(),
        target.host(),
        target.port(),
        channel -> join(channel, target.outlet(channel, number), pace, began),
        attendance::refused);
  }

  private void join(Channel channel, Outlet outlet, Pace pace, long began) {
    var unused =
        outlet
            .ready()
            .whenComplete(
                (ready, failed) -> {
                  if (failed != null) {
                    attendance.refused(failed);
                  } else {
                    publish(channel, outlet, pace);
                    attendance.entered(pace.now() - began);
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
                  attendance.gone(publisher.isDone(), words);
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
