package tv.aircheck.recorder.bundle;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.recorder.bundle.BundleTable.Member;

/**
 * Where everything in a bundle lies, known before a byte of it is written: the table, the show's
 * manifest, the segments, each behind its header and padded to {@value TarHeader#RECORD} bytes.
 * Pure.
 *
 * @param bytes of the whole bundle
 */
record BundleLayout(Show show, List<Piece> pieces, BundleTable table, long bytes) {

  /**
   * What all bundles of a show have in common.
   *
   * @param startedAtMs the time of all members
   * @param manifestBytes of the show's manifest
   */
  record Show(String broadcastId, long startedAtMs, long manifestBytes, int manifestCrc32c) {}

  static BundleLayout of(Show show, List<Piece> pieces) {
    long tableBytes = BundleTable.frameBytes(show.broadcastId());
    tableBytes += BundleTable.lineBytes(BundleTable.MANIFEST);
    for (Piece piece : pieces) {
      tableBytes += BundleTable.lineBytes(piece.key());
    }
    List<Member> members = new ArrayList<>();
    long at = member(BundleTable.NAME, tableBytes, show);
    members.add(
        new Member(
            BundleTable.MANIFEST,
            at + header(BundleTable.MANIFEST, show.manifestBytes(), show),
            show.manifestBytes(),
            show.manifestCrc32c()));
    at += member(BundleTable.MANIFEST, show.manifestBytes(), show);
    for (Piece piece : pieces) {
      long offset = at + header(piece.key(), piece.bytes(), show);
      members.add(new Member(piece.key(), offset, piece.bytes(), piece.crc32c()));
      at += member(piece.key(), piece.bytes(), show);
    }
    BundleTable table = new BundleTable(show.broadcastId(), members);
    return new BundleLayout(show, pieces, table, at + TarHeader.END);
  }

  private static long header(String name, long bytes, Show show) {
    return TarHeader.of(name, bytes, show.startedAtMs()).length;
  }

  private static long member(String name, long bytes, Show show) {
    return header(name, bytes, show) + TarHeader.padded(bytes);
  }

  /**
   * Cuts a show's segments into bundles, each as large as it may be.
   *
   * @param mostBytes of a bundle; a segment that is larger has one to itself
   */
  static List<BundleLayout> cut(Show show, List<Piece> pieces, long mostBytes) {
    List<BundleLayout> bundles = new ArrayList<>();
    long empty = of(show, List.of()).bytes() + TarHeader.RECORD;
    List<Piece> next = new ArrayList<>();
    long bytes = empty;
    for (Piece piece : pieces) {
      long more = member(piece.key(), piece.bytes(), show) + BundleTable.lineBytes(piece.key());
      if (!next.isEmpty() && bytes + more > mostBytes) {
        bundles.add(of(show, next));
        next = new ArrayList<>();
        bytes = empty;
      }
      next.add(piece);
      bytes += more;
    }
    if (!next.isEmpty()) {
      bundles.add(of(show, next));
    }
    return bundles;
  }
}
