package tv.aircheck.web.api;

import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.web.json.ListedChannelJson.LiveMediaJson;
import tv.aircheck.web.json.MediaJson;

/**
 * Where things are watched.
 *
 * @param origin whether this node has live streams
 * @param playback whether it plays past shows
 * @param rtmpPort null where RTMP does not listen
 */
public record Addresses(boolean origin, boolean playback, Integer rtmpPort) {

  /**
   * @param host that this machine was asked for as
   */
  MediaJson of(BroadcastRow show, String host) {
    return of(show.id(), host, show.isLive() ? liveFlv(show.channel()) : null);
  }

  /** Of a part of a show. */
  MediaJson of(String id, String host) {
    return of(id, host, null);
  }

  private MediaJson of(String id, String host, String liveFlv) {
    return new MediaJson(
        "/watch/" + id,
        "/hls/" + id + "/index.m3u8",
        "/flv/" + id + ".flv",
        "/mp4/" + id + ".mp4",
        "/thumb/" + id + ".jpg",
        "/storyboard/" + id + ".vtt",
        playback ? rtmp(host, "archive/" + id) : null,
        liveFlv);
  }

  LiveMediaJson of(ChannelName channel, String host) {
    return new LiveMediaJson(
        liveFlv(channel),
        origin ? rtmp(host, path(channel)) : null,
        playback ? rtmp(host, "archive/" + path(channel)) : null);
  }

  private String liveFlv(ChannelName channel) {
    return origin ? "/live/" + path(channel) + ".flv" : null;
  }

  private String rtmp(String host, String path) {
    return rtmpPort == null ? null : "rtmp://" + host + ":" + rtmpPort + "/" + path;
  }

  private static String path(ChannelName channel) {
    return AddressPart.of(channel.app()) + "/" + AddressPart.of(channel.name());
  }
}
