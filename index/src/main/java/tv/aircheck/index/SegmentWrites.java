package tv.aircheck.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Changes to segments. */
public final class SegmentWrites extends Segments {
  SegmentWrites(Handles handles) {
    super(handles);
  }

  /**
   * Adds a sealed segment and extends its take; the file must be durable by now.
   *
   * @return false when it was there already, which recovery relies on
   */
  public boolean add(SegmentRow row) {
    return handles.with(
        h -> {
          boolean added = insert(h, row, codecsId(h, row.codecs())) > 0;
          if (added) {
            extendTake(h, row);
            ManifestWrites.takeChanged(h, row.takeSeq());
            handles.note(IndexChange.grew(row.takeSeq()));
          }
          return added;
        });
  }

  /** Notes the hash of its file, 32 bytes. */
  public boolean hashed(long takeSeq, long startPosition, byte[] sha256) {
    return handles.with(
            h ->
                h.createUpdate(
                        "UPDATE segments SET sha256 = :sha256"
                            + " WHERE take_seq = :take AND start_position = :start")
                    .bind("sha256", sha256)
                    .bind("take", takeSeq)
                    .bind("start", startPosition)
                    .execute())
        > 0;
  }

  /**
   * Forgets a segment that is gone for good, with its ledger line and its place in a bundle; the
   * gap that says why is the caller's to add, in the same work. How far the take reaches stays.
   */
  public boolean remove(SegmentRow row) {
    return handles.with(
        h -> {
          Map<String, Object> key = Map.of("take", row.takeSeq(), "start", row.startPosition());
          for (String table : List.of("uploads", "bundle_members")) {
            h.createUpdate(
                    "DELETE FROM " + table + " WHERE take_seq = :take AND start_position = :start")
                .bindMap(key)
                .execute();
          }
          int removed =
              h.createUpdate(
                      "DELETE FROM segments WHERE take_seq = :take AND start_position = :start")
                  .bindMap(key)
                  .execute();
          if (removed > 0) {
            h.createUpdate("UPDATE takes SET bytes = bytes - :bytes WHERE seq = :take")
                .bind("bytes", row.mediaBytes())
                .bind("take", row.takeSeq())
                .execute();
            ManifestWrites.takeChanged(h, row.takeSeq());
          }
          return removed > 0;
        });
  }

  private static int insert(Handle h, SegmentRow row, long codecsId) {
    return h.createUpdate(
            """
            INSERT INTO segments (take_seq, start_position, end_position, start_ms, end_ms,
              wall_clock_ms, head_bytes, file_bytes, crc32c, forced, codecs_id, keyframes)
            VALUES (:take, :start, :end, :startMs, :endMs, :wall, :head, :file, :crc, :forced, :codecs,
              :keyframes)
            ON CONFLICT (take_seq, start_position) DO NOTHING
            """)
        .bind("take", row.takeSeq())
        .bind("start", row.startPosition())
        .bind("end", row.endPosition())
        .bind("startMs", row.startMs())
        .bind("endMs", row.endMs())
        .bind("wall", row.wallClockMs())
        .bind("head", row.headBytes())
        .bind("file", row.fileBytes())
        .bind("crc", row.crc32c())
        .bind("forced", row.forced())
        .bind("codecs", codecsId)
        .bind("keyframes", row.keyframes())
        .execute();
  }

  private static void extendTake(Handle h, SegmentRow row) {
    h.createUpdate(
            """
            UPDATE takes SET bytes = bytes + :bytes,
              end_position = CASE WHEN end_position < :end THEN :end ELSE end_position END,
              end_ms = CASE WHEN end_ms < :endMs THEN :endMs ELSE end_ms END
            WHERE seq = :take
            """)
        .bind("bytes", row.mediaBytes())
        .bind("end", row.endPosition())
        .bind("endMs", row.endMs())
        .bind("take", row.takeSeq())
        .execute();
  }

  private static long codecsId(Handle h, Codecs codecs) {
    Map<String, Object> values = new HashMap<>();
    values.put("video", codecs.video() == null ? "" : codecs.video());
    values.put("audio", codecs.audio() == null ? "" : codecs.audio());
    values.put("width", codecs.width());
    values.put("height", codecs.height());
    values.put("rate", codecs.sampleRate());
    values.put("channels", codecs.channels());
    // Nearly always known: asking first spares a write for each segment.
    return findCodecs(h, values)
        .orElseGet(
            () -> {
              h.createUpdate(
                      "INSERT INTO codecs (video, audio, width, height, sample_rate, channels)"
                          + " VALUES (:video, :audio, :width, :height, :rate, :channels)")
                  .bindMap(values)
                  .execute();
              return findCodecs(h, values).orElseThrow();
            });
  }

  private static Optional<Long> findCodecs(Handle h, Map<String, Object> values) {
    return h.createQuery(
            "SELECT id FROM codecs WHERE video = :video AND audio = :audio AND width = :width"
                + " AND height = :height AND sample_rate = :rate AND channels = :channels")
        .bindMap(values)
        .mapTo(Long.class)
        .findOne();
  }
}
