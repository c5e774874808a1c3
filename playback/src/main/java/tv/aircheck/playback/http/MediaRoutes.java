package tv.aircheck.playback.http;

import io.vertx.ext.web.Router;
import tv.aircheck.playback.Playback;
import tv.aircheck.playback.hls.HlsRoutes;

/** The front door: what is played over HTTP, and where. */
public final class MediaRoutes {
  /** Of a show, in a path. */
  public static final String ID = "(?<id>[A-Za-z0-9]{1,64})";

  private MediaRoutes() {}

  /** Mounts all that plays shows. */
  public static void mount(Router router, Playback playback) {
    MediaDesk desk = new MediaDesk(playback);
    HlsRoutes.mount(router, desk);
    desk.mount(router, "/flv/" + ID + "\\.flv", new FlvRoute(playback));
    Mp4Route mp4 = new Mp4Route(playback, Mp4Limits.DEFAULT);
    desk.mount(router, "/mp4/" + ID + "\\.mp4", mp4);
  }
}
