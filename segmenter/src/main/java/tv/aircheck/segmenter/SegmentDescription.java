package tv.aircheck.segmenter;

import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.amf.AmfObject;

/** The object by which a segment tells in its {@code onMetaData} what it is. */
record SegmentDescription(SegmentHead head, int codecHeaderBytes) {
  private static final int FORMAT_VERSION = 1;

  AmfObject toAmf() {
    return AmfObject.object()
        .put("formatVersion", (double) FORMAT_VERSION)
        .put("take", head.take().takeId())
        .put("app", head.take().app())
        .put("name", head.take().name())
        .put("takeStartedAt", (double) head.take().startedAtMs())
        .put("startPosition", (double) head.startPosition())
        .put("startMs", (double) head.startMs())
        .put("wallClock", (double) head.wallClockMs())
        .put("forced", head.forced())
        .put("hasVideo", head.before().hasVideo())
        .put("lastKeyframeMs", (double) head.before().lastKeyframeMs())
        .put("highestMs", (double) head.before().highestMs())
        .put("codecHeaderBytes", (double) codecHeaderBytes);
  }

  static SegmentDescription of(AmfObject fields) throws CorruptFlvException {
    long version = number(fields, "formatVersion");
    if (version != FORMAT_VERSION) {
      throw new CorruptFlvException(
          "segment of format " + version + "; this version of Aircheck reads " + FORMAT_VERSION);
    }
    TakeIdentity take =
        new TakeIdentity(
            string(fields, "take"),
            string(fields, "app"),
            string(fields, "name"),
            number(fields, "takeStartedAt"));
    CutState before =
        new CutState(
            fields.bool("hasVideo", false),
            number(fields, "lastKeyframeMs"),
            number(fields, "highestMs"));
    SegmentHead head =
        new SegmentHead(
            take,
            number(fields, "startPosition"),
            number(fields, "startMs"),
            number(fields, "wallClock"),
            fields.bool("forced", false),
            before);
    long codecHeaderBytes = number(fields, "codecHeaderBytes");
    if (codecHeaderBytes < 0 || codecHeaderBytes > Preamble.MOST_BYTES) {
      throw new CorruptFlvException("segment head says codecHeaderBytes = " + codecHeaderBytes);
    }
    return new SegmentDescription(head, (int) codecHeaderBytes);
  }

  /** Whole numbers survive a double up to 2^53. */
  private static long number(AmfObject fields, String name) throws CorruptFlvException {
    double value = fields.number(name, Double.NaN);
    if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
      throw new CorruptFlvException("segment head says " + name + " = " + fields.get(name));
    }
    return (long) value;
  }

  private static String string(AmfObject fields, String name) throws CorruptFlvException {
    String value = fields.string(name, null);
    if (value == null) {
      throw new CorruptFlvException("segment head says no " + name);
    }
    return value;
  }
}
