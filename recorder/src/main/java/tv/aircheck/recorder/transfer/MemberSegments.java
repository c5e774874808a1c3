package tv.aircheck.recorder.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import tv.aircheck.recorder.manifest.ManifestSegment;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StagedSegment;

/** Brings the members of an archive into the spool, in the order of its manifest. */
final class MemberSegments {
  private static final int BLOCK = 256 * 1024;

  private final Spool spool;
  private final TarMembers members;
  private final SpoolRoom room;
  private final TransferProgress progress;
  private final long size;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

  /**
   * @param size of the archive
   */
  MemberSegments(
      Spool spool, TarMembers members, SpoolRoom room, TransferProgress progress, long size) {
    this.spool = spool;
    this.members = members;
    this.room = room;
    this.progress = progress;
    this.size = size;
  }

  /** One that is here already. */
  void skip(SegmentKey key, ManifestSegment segment) throws IOException {
    require(key, segment.summary());
    progress.at(members.end(), size);
  }

  /** On return the segment is in the spool, and is what the manifest says. */
  void take(SegmentKey key, ManifestSegment segment) throws IOException {
    SegmentSummary summary = segment.summary();
    require(key, summary);
    room.require();
    StagedSegment staged = spool.stage(key);
    try {
      CRC32C crc = new CRC32C();
      MessageDigest sha256 = ContentId.sha256();
      for (long at = 0; at < members.size(); ) {
        block.clear();
        members.read(at, block);
        block.flip();
        at += block.limit();
        crc.update(block.duplicate());
        sha256.update(block.duplicate());
        staged.write(block);
      }
      boolean same =
          (int) crc.getValue() == summary.crc32c()
              && (segment.sha256() == null
                  || MessageDigest.isEqual(segment.sha256(), sha256.digest()));
      if (!same) {
        throw new TransferRefused(
            "segment %s of the archive is damaged: it is not what its manifest says"
                .formatted(members.name()));
      }
      staged.seal();
    } finally {
      staged.abandon();
    }
    progress.at(members.end(), size);
  }

  private void require(SegmentKey key, SegmentSummary summary) throws IOException {
    String wanted = ArchiveLayout.segment(key.takeId(), key.startPosition());
    boolean there =
        members.next() && members.name().equals(wanted) && members.size() == summary.fileBytes();
    if (!there) {
      throw new TransferRefused(
          "the archive lacks %s of %d bytes where its manifest says it is"
              .formatted(wanted, summary.fileBytes()));
    }
  }
}
