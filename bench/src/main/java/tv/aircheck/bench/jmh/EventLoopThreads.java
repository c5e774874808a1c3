package tv.aircheck.bench.jmh;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of Netty's own kind, as event loops are: on any other, its pools of buffers and objects
 * are passed by, and slices that cost nothing in the server are allocated. JMH makes it, by name.
 */
public final class EventLoopThreads extends ThreadPoolExecutor {
  public EventLoopThreads(int threads, String name) {
    super(
        threads,
        threads,
        0,
        TimeUnit.MILLISECONDS,
        new LinkedBlockingQueue<>(),
        new DefaultThreadFactory(name));
  }
}
