package tv.aircheck.cli.server;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.Role;
import tv.aircheck.index.Index;

/** Says at the start, and in a checkup, who may do what, as it is then. */
public final class AccessWords {
  private AccessWords() {}

  public static List<String> of(Config config, Index index) {
    return of(config, index.credentials().any(false), index.credentials().any(true));
  }

  /**
   * @param tokens whether there is one in the index
   * @param keys whether there is a publish key in it
   */
  static List<String> of(Config config, boolean tokens, boolean keys) {
    List<String> lines = new ArrayList<>();
    boolean loopback = config.http().isLoopback() && config.rtmp().isLoopback();
    if (tokens) {
      lines.add("public shows for everybody, all else by token");
    } else if (loopback) {
      lines.add("everything is open: only this machine reaches it, and there are no tokens");
    } else {
      lines.add(
          "public shows for everybody; nothing can be changed over HTTP from elsewhere before there"
              + " is a token: 'aircheck tokens create --role operator' makes one");
    }
    if (config.has(Role.ORIGIN) && !keys && config.publish().keys().isEmpty()) {
      publishing(config, lines);
    }
    return lines;
  }

  private static void publishing(Config config, List<String> lines) {
    if (config.publish().insecureOpen()) {
      lines.add("anybody who reaches " + config.rtmp() + " may publish (insecure-open)");
    } else if (!config.rtmp().isLoopback()) {
      lines.add(
          "nobody can publish before there is a key: 'aircheck keys create live/NAME' makes one"
              + " (or say --insecure-open-publish)");
    }
  }
}
