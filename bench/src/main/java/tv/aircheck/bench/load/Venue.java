package tv.aircheck.bench.load;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Where a crowd meets.
 *
 * @param attendance is told what becomes of each
 * @param ticker monotonic nanoseconds, the same in all processes of the machine
 */
record Venue(Dialer dialer, EventLoopGroup loops, Attendance attendance, LongSupplier ticker) {
  List<EventLoop> eachLoop() {
    List<EventLoop> each = new ArrayList<>();
    for (EventExecutor loop : loops) {
      each.add((EventLoop) loop);
    }
    return each;
  }
}
