package tv.aircheck.bench.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.Measured;
import tv.aircheck.bench.lab.Program;

/** The floor of recording: what comes over TCP is appended to a file, and nothing else is done. */
public record SocatSink(String address, Measured process) {
  /** Its name in tables. */
  public static final String NAME = "raw TCP to file";

  private static final Duration START = Duration.ofMillis(300);

  public static SocatSink start(Lab lab, OptionalInt cpu) throws Exception {
    int port = lab.freePort();
    Path folder = lab.folder("socat");
    String listen = "TCP-LISTEN:%d,bind=127.0.0.1,fork,reuseaddr,backlog=4096".formatted(port);
    String file = "OPEN:%s,creat,append".formatted(folder.resolve("sink"));
    Measured process =
        lab.start(
            Program.of("socat", folder, List.of("socat", "-u", "-b", "65536", listen, file))
                .pinnedTo(cpu));
    // A trial connection would leave a child: the time it needs to listen is given instead.
    lab.rest(START);
    process.mustLive();
    return new SocatSink("127.0.0.1:" + port, process);
  }
}
