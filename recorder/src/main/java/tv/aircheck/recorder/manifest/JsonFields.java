package tv.aircheck.recorder.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import tv.aircheck.flv.CodecSummary;
import tv.aircheck.segmenter.SegmentSummary;

/** The fields of one JSON object that were read so far, as text. */
final class JsonFields {
  private final JsonParser json;
  private final Map<String, String> kept = new HashMap<>();
  private String name;
  private boolean begun;

  JsonFields(JsonParser json) {
    this.json = json;
  }

  /** Goes to the next field's value; false at the end of the object, which is still to begin. */
  boolean next() throws IOException {
    if (!begun && json.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("no object at " + json.currentLocation().getByteOffset());
    }
    begun = true;
    return nextOfOpen();
  }

  /** The same in an object whose beginning was read. */
  boolean nextOfOpen() throws IOException {
    begun = true;
    if (json.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    name = json.currentName();
    json.nextToken();
    return true;
  }

  String name() {
    return name;
  }

  /**
   * Remembers the value; what is itself an object or a list is kept by its parts, or passed over.
   */
  void keep() throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      String outer = name;
      while (nextOfOpen()) {
        name = outer + "." + name;
        keep();
      }
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      json.skipChildren();
    } else if (json.currentToken() != JsonToken.VALUE_NULL) {
      kept.put(name, json.getText());
    }
  }

  /** All of an object whose beginning was read. */
  JsonFields keepAll() throws IOException {
    while (nextOfOpen()) {
      keep();
    }
    return this;
  }

  /** Null where there is none. */
  String text(String field) {
    return kept.get(field);
  }

  long number(String field) {
    return Long.parseLong(required(field));
  }

  boolean flag(String field) {
    return Boolean.parseBoolean(required(field));
  }

  /** Milliseconds since 1970. */
  long time(String field) {
    return Instant.parse(required(field)).toEpochMilli();
  }

  /** Throws {@link IllegalArgumentException} where there is none. */
  String required(String field) {
    String text = kept.get(field);
    if (text == null) {
      throw new IllegalArgumentException("no field " + field);
    }
    return text;
  }

  ManifestSegment segment() {
    String sha256 = text("sha256");
    CodecSummary codecs =
        new CodecSummary(
            text("codecs.video"),
            text("codecs.audio"),
            (int) number("codecs.width"),
            (int) number("codecs.height"),
            (int) number("codecs.sampleRate"),
            (int) number("codecs.channels"));
    SegmentSummary summary =
        new SegmentSummary(
            number("position"),
            number("end"),
            number("startMs"),
            number("endMs"),
            time("wallClock"),
            (int) number("headBytes"),
            number("fileBytes"),
            Integer.parseUnsignedInt(required("crc32c"), 16),
            Base64.getDecoder().decode(required("keyframes")),
            flag("forced"),
            codecs);
    return new ManifestSegment(summary, sha256 == null ? null : HexFormat.of().parseHex(sha256));
  }
}
