package tv.aircheck.recorder.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.StringJoiner;
import tv.aircheck.flv.CodecSummary;
import tv.aircheck.segmenter.SegmentSummary;

/**
 * Ties each segment of a broadcast to the one before: a link is the SHA-256 of the link before and
 * of all that is said of the segment, so an entry cannot be changed, left out, added or moved
 * without all links behind it being others. Pure.
 */
final class ManifestChain {
  private static final String ABSENT = "-";

  private final MessageDigest digest = Sha256.digest();
  private byte[] link;

  ManifestChain(String broadcastId) {
    link = digest.digest(bytes("aircheck-manifest 1 " + broadcastId));
  }

  /** Adds an entry and gives its link, in hex. */
  String add(String takeId, ManifestSegment segment) {
    digest.update(link);
    link = digest.digest(bytes(line(takeId, segment)));
    return link();
  }

  /** The last link, in hex. */
  String link() {
    return HexFormat.of().formatHex(link);
  }

  /** What is hashed of an entry, as docs/MANIFEST.md has it. */
  static String line(String takeId, ManifestSegment segment) {
    SegmentSummary s = segment.summary();
    CodecSummary codecs = s.codecs();
    StringJoiner line = new StringJoiner(" ");
    line.add(takeId);
    for (long number :
        new long[] {
          s.startPosition(),
          s.endPosition(),
          s.startMs(),
          s.endMs(),
          s.wallClockMs(),
          s.headBytes(),
          s.fileBytes()
        }) {
      line.add(Long.toString(number));
    }
    line.add("%08x".formatted(s.crc32c()));
    line.add(segment.sha256() == null ? ABSENT : HexFormat.of().formatHex(segment.sha256()));
    line.add(Boolean.toString(s.forced()));
    line.add(codecs.video() == null ? ABSENT : codecs.video());
    line.add(codecs.audio() == null ? ABSENT : codecs.audio());
    for (int number :
        new int[] {codecs.width(), codecs.height(), codecs.sampleRate(), codecs.channels()}) {
      line.add(Integer.toString(number));
    }
    line.add(Base64.getEncoder().encodeToString(s.keyframes()));
    return line.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
