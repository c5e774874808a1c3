package tv.aircheck.web.page;

import io.vertx.core.buffer.Buffer;

/** A file of the page, as it is and compressed beforehand. */
record PageFile(String type, Buffer plain, Buffer brotli, Buffer gzip) {
  /** How it goes out to somebody who takes these encodings; an encoding of null is none. */
  Encoded encodedFor(String acceptEncoding) {
    if (accepts(acceptEncoding, "br")) {
      return new Encoded("br", brotli);
    }
    return accepts(acceptEncoding, "gzip") ? new Encoded("gzip", gzip) : new Encoded(null, plain);
  }

  private static boolean accepts(String acceptEncoding, String coding) {
    if (acceptEncoding == null) {
      return false;
    }
    for (String accepted : acceptEncoding.split(",", -1)) {
      String[] parts = accepted.trim().split("\\s*;\\s*", -1);
      if (parts[0].equals(coding)) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  record Encoded(String coding, Buffer bytes) {}
}
