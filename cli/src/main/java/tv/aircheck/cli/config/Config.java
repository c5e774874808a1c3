package tv.aircheck.cli.config;

import java.nio.file.Path;
import java.util.List;
import tv.aircheck.index.access.AccessSettings;
import tv.aircheck.playback.PlaybackSettings;
import tv.aircheck.playback.pictures.PicturesSettings;
import tv.aircheck.recorder.RecorderSettings;
import tv.aircheck.recorder.bundle.BundleSettings;
import tv.aircheck.recorder.jobs.JobSettings;
import tv.aircheck.recorder.retention.RetentionSettings;
import tv.aircheck.web.HttpSettings;

/**
 * All settings of a node, as {@code aircheck.yml} names them.
 *
 * @param data the folder of index, spool and the default store
 * @param roles what this node does
 * @param rtmp where RTMP listens
 * @param relay where the relay protocol listens
 * @param http where HTTP listens
 * @param node the process as a whole
 * @param publish who may publish
 * @param origin the node as an origin
 * @param origins the relay addresses of the origins to record, beside this node's own
 * @param store where segments live for good
 * @param recorder the node as a recorder
 * @param playback the node as a server of past shows
 * @param pictures of shows
 * @param web the HTTP side
 * @param retention how shows are deleted; which, is a matter of policies
 * @param bundles how segments are put into large objects; when, is a matter of policies
 * @param jobs what is done by the clock
 * @param access how strict access is
 */
public record Config(
    Path data,
    List<Role> roles,
    HostPort rtmp,
    HostPort relay,
    HostPort http,
    NodeConfig node,
    PublishConfig publish,
    OriginConfig origin,
    List<HostPort> origins,
    StoreConfig store,
    RecorderSettings recorder,
    PlaybackSettings playback,
    PicturesSettings pictures,
    HttpSettings web,
    RetentionSettings retention,
    BundleSettings bundles,
    JobSettings jobs,
    AccessSettings access) {

  /** What holds with no file, no variable and no flag. */
  public static Config defaults() {
    return new Config(
        Path.of("aircheck-data"),
        List.of(Role.values()),
        new HostPort("127.0.0.1", 1935),
        new HostPort("127.0.0.1", 1945),
        new HostPort("127.0.0.1", 8080),
        NodeConfig.defaults(),
        PublishConfig.defaults(),
        OriginConfig.defaults(),
        List.of(),
        StoreConfig.DEFAULT,
        RecorderSettings.DEFAULT,
        PlaybackSettings.DEFAULTS,
        PicturesSettings.DEFAULT,
        HttpSettings.defaults(),
        RetentionSettings.DEFAULT,
        BundleSettings.DEFAULT,
        JobSettings.DEFAULT,
        AccessSettings.DEFAULT);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  public Path indexFile() {
    return data.resolve("index.db");
  }

  public Path spoolFolder() {
    return data.resolve("spool");
  }

  /** Where a bundle is made before it goes to the store. */
  public Path bundlingFolder() {
    return data.resolve("bundling");
  }

  /** Of the store, where it is a folder. */
  public Path storeFolder() {
    return store.directory(data);
  }

  /** Refuses what fits no node: it is said before anything is started. */
  void check() {
    store.check();
    if (store.inBucket() && retention.keepFreeBytes() > 0) {
      throw new ConfigException(
          "'retention.keep-free-bytes' is about the disk of the store, and the store is a bucket:"
              + " 'aircheck retention policy set' has limits for its size");
    }
    if (roles.isEmpty()) {
      throw new ConfigException("'roles' is empty; choose from origin, recorder, playback");
    }
    publish.rule(rtmp.isLoopback());
    if (has(Role.ORIGIN) && !relay.isLoopback() && node.relaySecret().isEmpty()) {
      throw new ConfigException(
          "'relay' listens on "
              + relay
              + ", which others can reach: set 'node.relay-secret' to the same long random text on"
              + " every node");
    }
    if (has(Role.RECORDER) && !has(Role.ORIGIN) && origins.isEmpty()) {
      throw new ConfigException(
          "a recorder without the origin role needs 'origins': the relay addresses of the"
              + " origins to record, HOST:PORT");
    }
    if (!has(Role.ORIGIN) && !origins.isEmpty() && node.relaySecret().isEmpty()) {
      throw new ConfigException(
          "'origins' is set: set 'node.relay-secret' to what those origins have");
    }
  }
}
