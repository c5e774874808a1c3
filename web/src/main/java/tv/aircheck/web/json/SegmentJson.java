package tv.aircheck.web.json;

/** A file that a part of a show is kept in. */
public record SegmentJson(
    String take,
    @About("In the take's log.") long startPosition,
    @About("Behind its last byte.") long endPosition,
    @About(value = "Offset; null where the whole of it is in no stretch.", orNull = true) Double at,
    @About("Seconds.") double duration,
    @About(format = "date-time") String startedAt,
    long fileBytes,
    @About("Cut without a keyframe, since none came.") boolean forced,
    CodecsJson codecs,
    @About(
            value = "How far its way to the store is.",
            orNull = true,
            words = {"pending", "uploading", "stored", "verified"})
        String upload) {}
