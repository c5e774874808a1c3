package tv.aircheck.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A channel, and all that there is to say of it in a list. */
public record ListedChannelJson(
    @JsonUnwrapped ChannelJson channel,
    @About("Of media in the shows that are kept.") long bytes,
    @About("Whether this caller may change it and its shows.") boolean mayEdit,
    @About(value = "Its newest show.", orNull = true) BroadcastJson latest,
    LiveMediaJson media) {

  /** Where it can be watched. */
  public record LiveMediaJson(
      @About(value = "Null on a node that is no origin.", orNull = true, format = "uri-reference")
          String liveFlv,
      @About(value = "Live; null where this node has no RTMP.", orNull = true, format = "uri")
          String rtmp,
      @About(value = "Its latest show.", orNull = true, format = "uri") String archiveRtmp) {}
}
