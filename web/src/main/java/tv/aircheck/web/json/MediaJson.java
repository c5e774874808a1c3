package tv.aircheck.web.json;

/** Where a show, or a part of one, can be watched; addresses begin at this server's root. */
public record MediaJson(
    @About(format = "uri-reference") String watch,
    @About(format = "uri-reference") String hls,
    @About(format = "uri-reference") String flv,
    @About(value = "A download.", format = "uri-reference") String mp4,
    @About(format = "uri-reference") String thumb,
    @About(format = "uri-reference") String storyboard,
    @About(value = "Null where this node has no RTMP.", orNull = true, format = "uri") String rtmp,
    @About(value = "Where it goes on now.", orNull = true, format = "uri-reference")
        String liveFlv) {}
