package tv.aircheck.recorder.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import tv.aircheck.flv.CodecSummary;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastVisibility;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.segmenter.SegmentSummary;

/**
 * Writes a manifest from front to back, an entry to a line; holds one entry at a time. The same
 * calls give the same bytes. The format is in docs/MANIFEST.md.
 */
final class ManifestWriter implements ManifestVisitor, Closeable {
  static final String FORMAT = "aircheck-manifest";
  static final int VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private final DigestOutputStream sealed;
  private final JsonGenerator json;
  private ManifestChain chain;
  private ManifestTake take;
  private boolean inSegments;
  private boolean inClips;
  private long segments;
  private long fileBytes;

  /**
   * @param out the caller's to close
   */
  ManifestWriter(OutputStream out) throws IOException {
    sealed = new DigestOutputStream(out, Sha256.digest());
    json = JSON.createGenerator(sealed).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  @Override
  public void header(ManifestHeader header) throws IOException {
    chain = new ManifestChain(header.broadcastId());
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    json.writeStringField("broadcast", header.broadcastId());
    json.writeNumberField("revision", header.revision());
    json.writeStringField("previous", header.previous());
    json.writeStringField("app", header.channel().app());
    json.writeStringField("name", header.channel().name());
    json.writeStringField("startedAt", time(header.startedAtMs()));
    json.writeStringField("endedAt", time(header.endedAtMs()));
    json.writeStringField("title", header.typed().title());
    json.writeBooleanField("locked", header.typed().locked());
    json.writeStringField("channelTitle", header.typed().channelTitle());
    BroadcastVisibility visibility = header.typed().visibility();
    if (visibility.own() != null) {
      json.writeStringField("visibility", visibility.own().word());
    }
    if (visibility.channels() != Visibility.PUBLIC) {
      json.writeStringField("channelVisibility", visibility.channels().word());
    }
    if (header.clipped()) {
      json.writeBooleanField("clipped", true);
    }
    BroadcastMark mark = header.typed().mark();
    if (mark != null) {
      json.writeStringField("markedAt", time(mark.markedAtMs()));
      json.writeStringField("deleteAt", time(mark.deleteAtMs()));
      json.writeStringField("markedBy", mark.rule());
    }
    json.writeArrayFieldStart("takes");
  }

  @Override
  public void take(ManifestTake next) throws IOException {
    take = next;
    inSegments = false;
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringField("id", take.id());
    json.writeStringField("origin", take.origin());
    json.writeStringField("openedBy", take.openedBy());
    json.writeStringField("previousTake", take.previousTake());
    json.writeStringField("startedAt", time(take.startedAtMs()));
    json.writeStringField("endedAt", time(take.endedAtMs()));
    json.writeStringField("endReason", take.endReason());
    json.writeArrayFieldStart("gaps");
  }

  @Override
  public void gap(ManifestGap gap) throws IOException {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeNumberField("from", gap.fromPosition());
    json.writeNumberField("to", gap.toPosition());
    json.writeNumberField("fromMs", gap.fromMs());
    json.writeNumberField("toMs", gap.toMs());
    json.writeStringField("reason", gap.reason());
    json.writeStringField("notedAt", time(gap.notedAtMs()));
    json.writeEndObject();
  }

  @Override
  public void segment(ManifestSegment segment) throws IOException {
    beginSegments();
    SegmentSummary s = segment.summary();
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeNumberField("position", s.startPosition());
    json.writeNumberField("end", s.endPosition());
    json.writeNumberField("startMs", s.startMs());
    json.writeNumberField("endMs", s.endMs());
    json.writeStringField("wallClock", time(s.wallClockMs()));
    json.writeNumberField("headBytes", s.headBytes());
    json.writeNumberField("fileBytes", s.fileBytes());
    json.writeStringField("crc32c", "%08x".formatted(s.crc32c()));
    json.writeStringField(
        "sha256", segment.sha256() == null ? null : HexFormat.of().formatHex(segment.sha256()));
    json.writeBooleanField("forced", s.forced());
    codecs(s.codecs());
    json.writeFieldName("keyframes");
    json.writeBinary(s.keyframes());
    json.writeStringField("chain", chain.add(take.id(), segment));
    json.writeEndObject();
    segments++;
    fileBytes += s.fileBytes();
  }

  private void codecs(CodecSummary codecs) throws IOException {
    json.writeObjectFieldStart("codecs");
    json.writeStringField("video", codecs.video());
    json.writeStringField("audio", codecs.audio());
    json.writeNumberField("width", codecs.width());
    json.writeNumberField("height", codecs.height());
    json.writeNumberField("sampleRate", codecs.sampleRate());
    json.writeNumberField("channels", codecs.channels());
    json.writeEndObject();
  }

  private void beginSegments() throws IOException {
    if (!inSegments) {
      json.writeEndArray();
      json.writeArrayFieldStart("segments");
      inSegments = true;
    }
  }

  @Override
  public void takeEnds() throws IOException {
    beginSegments();
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public void clip(ManifestClip clip) throws IOException {
    if (!inClips) {
      json.writeEndArray();
      json.writeArrayFieldStart("clips");
      inClips = true;
    }
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringField("id", clip.id());
    json.writeStringField("title", clip.title());
    json.writeStringField("createdAt", time(clip.createdAtMs()));
    json.writeArrayFieldStart("ranges");
    for (ManifestClip.Range range : clip.ranges()) {
      json.writeStartObject();
      json.writeStringField("take", range.takeId());
      json.writeNumberField("from", range.fromPosition());
      json.writeNumberField("to", range.toPosition());
      json.writeNumberField("fromMs", range.fromMs());
      json.writeNumberField("toMs", range.toMs());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Ends it, with the sum of all and the seal. */
  @Override
  public void close() throws IOException {
    json.writeEndArray();
    json.writeRaw('\n');
    json.writeNumberField("segments", segments);
    json.writeNumberField("fileBytes", fileBytes);
    json.writeStringField("chain", chain.link());
    json.flush();
    String seal = HexFormat.of().formatHex(sealed.getMessageDigest().digest());
    json.writeStringField(Seal.FIELD, seal);
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  /** ISO 8601 in UTC; to the millisecond and back. */
  private static String time(long epochMs) {
    return Instant.ofEpochMilli(epochMs).toString();
  }
}
