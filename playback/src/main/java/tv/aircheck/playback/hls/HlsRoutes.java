package tv.aircheck.playback.hls;

import io.netty.buffer.ByteBufUtil;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tv.aircheck.flv.mp4.InitSegment;
import tv.aircheck.flv.mp4.InitTrack;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.http.Body;
import tv.aircheck.playback.http.CacheRule;
import tv.aircheck.playback.http.MediaAnswer;
import tv.aircheck.playback.http.MediaDesk;
import tv.aircheck.playback.http.MediaRefusal;
import tv.aircheck.playback.http.MediaRequest;
import tv.aircheck.playback.http.MediaRoutes;
import tv.aircheck.playback.http.ShowTag;

/** A show as HLS: playlists, init segments and fragments below {@code /hls/ID/}. */
public final class HlsRoutes {
  private static final String PLAYLIST = "application/vnd.apple.mpegurl";
  private static final String MP4 = "video/mp4";
  private static final String SHOW = "/hls/" + MediaRoutes.ID + "/";

  /** A new piece comes every few seconds. */
  private static final CacheRule LIVE = CacheRule.shortly(Duration.ofSeconds(1));

  /** What the same address brings changes with how fragments are made. */
  private static final String FORM = "hls 1";

  private static final int SOON_SECONDS = 2;

  private final Listings listings;
  private final Fragments fragments;

  private HlsRoutes(Library library) {
    this.listings = new Listings(library);
    this.fragments = new Fragments(library, listings);
  }

  /** Mounts all of it. */
  public static void mount(Router router, MediaDesk desk) {
    HlsRoutes routes = new HlsRoutes(desk.playback().library());
    desk.mount(router, SHOW + "index\\.m3u8", routes::index);
    desk.mount(router, SHOW + "media\\.m3u8", request -> routes.playlist(request, Form.MEDIA));
    desk.mount(
        router, SHOW + "keyframes\\.m3u8", request -> routes.playlist(request, Form.KEYFRAMES));
    desk.mount(router, SHOW + PieceName.INIT_PATH + "\\.mp4", routes::init);
    desk.mount(router, SHOW + PieceName.INIT_PATH + "\\.key\\.mp4", routes::keyframeInit);
    desk.mount(router, SHOW + PieceName.PATH + "\\.m4s", routes::media);
    desk.mount(router, SHOW + PieceName.PATH + "\\.key\\.m4s", routes::keyframe);
  }

  private MediaAnswer index(MediaRequest request) throws MediaRefusal, IOException {
    ShowListing.Told told = listings.tell(request.show());
    if (told.first() == null) {
      throw nothing(request.show());
    }
    List<InitTrack> tracks =
        fragments.tracks(request.show(), told.first().take(), told.first().init());
    Variant variant = new Coding(tracks, told.codecs()).variant(told.rates());
    String text = variant.text(request.millis("start", -1), request.link());
    return playlist(request.show(), Page.of(text));
  }

  private MediaAnswer playlist(MediaRequest request, Form form) throws MediaRefusal, IOException {
    boolean delta = "YES".equals(request.query("_HLS_skip"));
    Page page = listings.page(request.show(), form, delta, request.link());
    if (page == null) {
      throw nothing(request.show());
    }
    return playlist(request.show(), page);
  }

  private static MediaAnswer playlist(Show show, Page page) {
    CacheRule cache = show.onAir() ? LIVE : CacheRule.SETTLED;
    return MediaAnswer.of(PLAYLIST, cache, new Body.Packed(page.plain(), page.packed()))
        .tagged(page.etag());
  }

  private static MediaRefusal nothing(Show show) {
    return show.onAir()
        ? MediaRefusal.unavailable(
            SOON_SECONDS,
            "begun",
            "This show has just begun; its first seconds are there in a moment.")
        : MediaRefusal.notFound("Nothing of this show is recorded.");
  }

  private MediaAnswer init(MediaRequest request) throws MediaRefusal, IOException {
    return init(request, tracks(request));
  }

  private MediaAnswer keyframeInit(MediaRequest request) throws MediaRefusal, IOException {
    return init(request, Fragments.pictures(tracks(request)));
  }

  private List<InitTrack> tracks(MediaRequest request) throws MediaRefusal, IOException {
    int take = Integer.parseInt(request.name("take"));
    return fragments.tracks(request.show(), take, Long.parseLong(request.name("init")));
  }

  private static MediaAnswer init(MediaRequest request, List<InitTrack> tracks)
      throws MediaRefusal {
    if (tracks.isEmpty()) {
      throw MediaRefusal.notFound("Nothing of this show can be decoded there.");
    }
    byte[] bytes = ByteBufUtil.getBytes(InitSegment.of(tracks));
    return MediaAnswer.bytes(MP4, CacheRule.IMMUTABLE, bytes).tagged(tag(request));
  }

  private MediaAnswer media(MediaRequest request) throws MediaRefusal, IOException {
    return fragment(request, fragments.media(request.show(), PieceName.of(request::name)));
  }

  private MediaAnswer keyframe(MediaRequest request) throws MediaRefusal, IOException {
    return fragment(request, fragments.keyframe(request.show(), PieceName.of(request::name)));
  }

  private static MediaAnswer fragment(MediaRequest request, Body.Held fragment) {
    return MediaAnswer.of(MP4, CacheRule.IMMUTABLE, fragment).tagged(tag(request));
  }

  /** The address says all that the bytes depend on. */
  private static String tag(MediaRequest request) {
    return ShowTag.of(FORM, request.path());
  }
}
