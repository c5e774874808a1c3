package tv.aircheck.bench.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.Measured;

/** nginx with the RTMP module, as Debian packages them. */
public final class NginxRtmp {
  /** Its name in tables. */
  public static final String NAME = "nginx-rtmp";

  private final int port;
  private final Path recordings;
  private final Measured process;

  private NginxRtmp(int port, Path recordings, Measured process) {
    this.port = port;
    this.recordings = recordings;
    this.process = process;
  }

  /** Records every stream in files of 10 seconds, as we do. */
  public static NginxRtmp recording(Lab lab, OptionalInt cpu) throws Exception {
    Path folder = lab.folder(NAME);
    String application =
        """
        application live {
          live on;
          record all;
          record_path %s;
          record_interval 10s;
          record_unique on;
        }
        """;
    return start(lab, cpu, folder, application.formatted(recordings(folder)));
  }

  /** Plays the FLV files of a folder as {@code rtmp://…/vod/NAME.flv}. */
  public static NginxRtmp playing(Lab lab, OptionalInt cpu, Path files) throws Exception {
    String application = "application vod { play %s; }".formatted(files);
    return start(lab, cpu, lab.folder(NAME), application);
  }

  private static NginxRtmp start(Lab lab, OptionalInt cpu, Path folder, String application)
      throws Exception {
    int port = lab.freePort();
    Path recordings = Files.createDirectories(recordings(folder));
    Nginx nginx = new Nginx(folder, cpu);
    Measured process = nginx.start(lab, port, configuration(port, application));
    return new NginxRtmp(port, recordings, process);
  }

  private static Path recordings(Path folder) {
    return folder.resolve("recordings");
  }

  private static String configuration(int port, String application) {
    return """
        load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
        rtmp {
          access_log off;
          server {
            listen 127.0.0.1:%d;
            chunk_size 4096;
            %s
          }
        }
        """
        .formatted(port, application);
  }

  public String url(String application) {
    return "rtmp://127.0.0.1:%d/%s".formatted(port, application);
  }

  /** The folder its recordings are in. */
  public Path recordings() {
    return recordings;
  }

  public Measured process() {
    return process;
  }
}
