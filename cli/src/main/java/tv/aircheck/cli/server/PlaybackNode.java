package tv.aircheck.cli.server;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.metrics.PictureMetrics;
import tv.aircheck.cli.metrics.PlaybackMetrics;
import tv.aircheck.playback.Playback;
import tv.aircheck.playback.http.MediaDesk;
import tv.aircheck.playback.http.MediaRoutes;
import tv.aircheck.playback.pictures.PictureRoutes;
import tv.aircheck.playback.pictures.PictureSource;
import tv.aircheck.playback.pictures.Pictures;
import tv.aircheck.playback.pictures.PicturesListener;
import tv.aircheck.storage.ObjectStore;

/** A node as a server of past shows, and of their pictures. */
record PlaybackNode(Playback playback, Pictures pictures, PicturesListener seen)
    implements AutoCloseable {

  /**
   * @param store as viewers read it, on and on; pictures are read here and there, as it is
   */
  static PlaybackNode start(
      Config config, Archive archive, ObjectStore store, PrometheusMeterRegistry metrics) {
    InstantSource clock = InstantSource.system();
    Playback playback =
        new Playback(
            config.playback(),
            archive.index(),
            archive.spool(),
            store,
            clock,
            new PlaybackMetrics(metrics));
    PictureMetrics seen = new PictureMetrics(metrics);
    PictureSource source =
        new PictureSource(archive.index(), archive.spool(), archive.store(), clock);
    Pictures pictures = Pictures.start(config.pictures(), source, seen);
    metrics.gauge("aircheck.pictures.waiting", pictures, Pictures::waiting);
    return new PlaybackNode(playback, pictures, seen);
  }

  void mount(Router router) {
    MediaRoutes.mount(router, playback);
    PictureRoutes.mount(router, new MediaDesk(playback), pictures, seen);
  }

  @Override
  public void close() {
    pictures.close();
    playback.close();
  }
}
