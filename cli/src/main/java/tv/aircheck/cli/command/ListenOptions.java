package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a node listens. */
final class ListenOptions {
  @Option(names = "--rtmp", paramLabel = "HOST:PORT", description = "RTMP (127.0.0.1:1935).")
  private String rtmp;

  @Option(names = "--relay", paramLabel = "HOST:PORT", description = "Relay (127.0.0.1:1945).")
  private String relay;

  @Option(names = "--http", paramLabel = "HOST:PORT", description = "HTTP (127.0.0.1:8080).")
  private String http;

  @Option(
      names = "--insecure-open-publish",
      description = "Lets anybody who reaches the RTMP address publish.")
  private boolean openPublish;

  /** Setting to text; null for what was not given. */
  Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("rtmp", rtmp);
    flags.put("relay", relay);
    flags.put("http", http);
    flags.put("publish.insecure-open", openPublish ? "true" : null);
    return flags;
  }
}
