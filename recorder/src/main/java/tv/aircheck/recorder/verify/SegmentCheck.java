package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import tv.aircheck.index.DamageKind;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.storage.Availability;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.SegmentKey;

/** Looks at one segment's object. Any thread. */
final class SegmentCheck {
  private final StoredContent content;

  SegmentCheck(StoredContent content) {
    this.content = content;
  }

  /**
   * What is known of a segment that is to be checked.
   *
   * @param sha256 may be null
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  record Expected(SegmentKey key, SegmentRow row, byte[] sha256) {}

  /**
   * What came out.
   *
   * @param kind null when nothing is wrong
   * @param bytes that were read
   * @param unread it could not be looked at closely: it is archived
   */
  record Found(Expected expected, DamageKind kind, String words, long bytes, boolean unread) {
    static Found sound(Expected expected, long bytes) {
      return new Found(expected, null, "", bytes, false);
    }
  }

  /**
   * @param object as the store lists it; null where it does not
   */
  Found check(Expected expected, ObjectInfo object, Depth depth) throws IOException {
    if (object == null) {
      return new Found(expected, DamageKind.MISSING, "it is not in the store", 0, false);
    }
    boolean ready = object.availability() == Availability.READY;
    if (depth != Depth.PRESENCE && object.bytes() != expected.row().fileBytes()) {
      String words =
          "it has %d bytes instead of %d".formatted(object.bytes(), expected.row().fileBytes());
      return other(expected, ready, DamageKind.TRUNCATED, words, 0);
    }
    if (depth != Depth.CONTENT) {
      return Found.sound(expected, 0);
    }
    if (!ready) {
      return new Found(expected, null, "", 0, true);
    }
    Digests digests = content.digests(object.key());
    if (digests.crc32c() != expected.row().crc32c()) {
      String words =
          "its CRC-32C is %08x instead of %08x"
              .formatted(digests.crc32c(), expected.row().crc32c());
      return other(expected, true, DamageKind.CHANGED, words, digests.bytes());
    }
    if (expected.sha256() != null && !Arrays.equals(expected.sha256(), digests.sha256())) {
      String words = "its SHA-256 is another, while the CRC-32C fits: it was changed on purpose";
      return new Found(expected, DamageKind.CHANGED, words, digests.bytes(), false);
    }
    return Found.sound(expected, digests.bytes());
  }

  /** Damage of a kind, or another segment altogether: its own head tells. */
  private Found other(Expected expected, boolean ready, DamageKind kind, String words, long bytes)
      throws IOException {
    SegmentKey key = expected.key();
    Optional<SegmentHead> head = ready ? content.head(key.storeKey()) : Optional.empty();
    boolean another =
        head.isPresent()
            && (head.get().startPosition() != key.startPosition()
                || !head.get().take().takeId().equals(key.takeId()));
    if (!another) {
      return new Found(expected, kind, words, bytes, false);
    }
    String what =
        "it is the segment of take %s at %d"
            .formatted(head.get().take().takeId(), head.get().startPosition());
    return new Found(expected, DamageKind.SWAPPED, what, bytes, false);
  }
}
