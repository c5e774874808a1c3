package tv.aircheck.bench.peer;

import java.nio.file.Path;
import java.util.OptionalInt;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.Measured;

/** The floor of delivery: nginx handing out files over HTTP by {@code sendfile}. */
public record NginxStatic(String url, Measured process) {
  /** Its name in tables. */
  public static final String NAME = "sendfile";

  public static NginxStatic start(Lab lab, OptionalInt cpu, Path files) throws Exception {
    int port = lab.freePort();
    String server =
        """
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          server {
            listen 127.0.0.1:%d;
            root %s;
          }
        }
        """;
    Measured process =
        new Nginx(lab.folder("nginx-static"), cpu).start(lab, port, server.formatted(port, files));
    return new NginxStatic("http://127.0.0.1:" + port, process);
  }
}
