package tv.aircheck.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Changes to the upload ledger: PENDING → UPLOADING → STORED → VERIFIED, or back to PENDING after a
 * failure. What is VERIFIED stays so.
 */
public final class UploadWrites extends Uploads {
  /** Of what is claimed at once, this part at most is for what failed before. */
  private static final int TROUBLED_PART = 4;

  /** So many channels from one on, by one step in the index for each, however much waits. */
  static final String NEXT_CHANNELS =
      """
      WITH RECURSIVE turn (id, n) AS (
        SELECT MIN(channel_id), 1 FROM uploads
        WHERE state = 'PENDING' AND trouble IS NULL AND channel_id > :after
        UNION ALL
        SELECT (SELECT MIN(channel_id) FROM uploads
          WHERE state = 'PENDING' AND trouble IS NULL AND channel_id > turn.id), n + 1
        FROM turn WHERE turn.id IS NOT NULL AND n < :limit)
      SELECT id FROM turn WHERE id IS NOT NULL
      """;

  static final String OLDEST_OF_CHANNEL =
      " WHERE u.channel_id = :channel AND u.state = 'PENDING' AND u.trouble IS NULL"
          + " AND u.next_attempt_at_ms <= :now AND "
          + STAYS
          + " ORDER BY u.take_seq, u.start_position LIMIT :limit";

  /** What a clip covers stays when its broadcast goes. */
  private static final String UNLESS_REMOVED =
      """
       AND EXISTS (
        SELECT 1 FROM segments s
        JOIN takes t ON t.seq = s.take_seq
        JOIN broadcasts b ON b.id = t.broadcast_id
        WHERE s.take_seq = :take AND s.start_position = :start AND
      """
          + STAYS
          + ")";

  UploadWrites(Handles handles) {
    super(handles);
  }

  @Override
  public UploadLogWrites log() {
    return new UploadLogWrites(handles);
  }

  /** Enters a segment; to be called in the work that adds its row, after that. */
  public boolean add(long takeSeq, long startPosition, long nowMs) {
    return update(
        """
        INSERT INTO uploads (take_seq, start_position, channel_id, file_bytes, state,
          next_attempt_at_ms)
        SELECT s.take_seq, s.start_position, b.channel_id, s.file_bytes, 'PENDING', :now
        FROM segments s
        JOIN takes t ON t.seq = s.take_seq
        JOIN broadcasts b ON b.id = t.broadcast_id
        WHERE s.take_seq = :take AND s.start_position = :start
        ON CONFLICT (take_seq, start_position) DO NOTHING
        """,
        Map.of("take", takeSeq, "start", startPosition, "now", nowMs));
  }

  /**
   * Takes what is due, and marks it UPLOADING: from each channel that waits in turn, from each the
   * oldest first, so that none waits for what another has piled up. Of what was in trouble before,
   * a small part. What is being removed is left out, but for what clips keep of it.
   *
   * @param afterChannel the {@link UploadClaim#lastChannel} of the claim before
   */
  public UploadClaim claim(int limit, long nowMs, long afterChannel) {
    List<UploadRow> troubled =
        rows(
            " WHERE u.trouble IS NOT NULL AND u.state = 'PENDING'"
                + " AND u.next_attempt_at_ms <= :now AND "
                + STAYS
                + " ORDER BY u.next_attempt_at_ms LIMIT :limit",
            Map.of("now", nowMs, "limit", limit));
    int kept = Math.min(troubled.size(), limit / TROUBLED_PART);
    UploadClaim fresh = claimInTurn(limit - kept, nowMs, afterChannel);
    List<UploadRow> rows = new ArrayList<>(fresh.rows());
    rows.addAll(troubled.subList(0, Math.min(troubled.size(), limit - rows.size())));
    rows.forEach(row -> become("UPLOADING", row.takeSeq(), row.startPosition()));
    return new UploadClaim(rows, fresh.lastChannel(), fresh.more());
  }

  private UploadClaim claimInTurn(int limit, long nowMs, long afterChannel) {
    List<Long> channels = new ArrayList<>(nextChannels(afterChannel, limit));
    if (channels.size() < limit) {
      nextChannels(0, limit - channels.size()).stream()
          .takeWhile(channel -> channel <= afterChannel)
          .forEach(channels::add);
    }
    if (channels.isEmpty()) {
      return new UploadClaim(List.of(), afterChannel, false);
    }
    int share = (limit + channels.size() - 1) / channels.size();
    List<List<UploadRow>> oldest = new ArrayList<>();
    for (long channel : channels) {
      oldest.add(rows(OLDEST_OF_CHANNEL, Map.of("channel", channel, "now", nowMs, "limit", share)));
    }
    List<UploadRow> rows = new ArrayList<>();
    // Also where none of these has one that is due: the next claim looks at others.
    long last = channels.get(channels.size() - 1);
    for (int round = 0; round < share && rows.size() < limit; round++) {
      for (int i = 0; i < channels.size() && rows.size() < limit; i++) {
        if (round < oldest.get(i).size()) {
          rows.add(oldest.get(i).get(round));
          last = channels.get(i);
        }
      }
    }
    boolean more = oldest.stream().anyMatch(list -> list.size() == share);
    return new UploadClaim(rows, last, more);
  }

  private List<Long> nextChannels(long after, int limit) {
    return handles.with(
        h ->
            h.createQuery(NEXT_CHANNELS)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
  }

  /** At start-up: what was under way when the program stopped is tried again. */
  public void releaseAll() {
    update(
        "UPDATE uploads SET state = 'PENDING' WHERE " + UNDER_WAY + " AND state = 'UPLOADING'",
        Map.of());
  }

  /** One that was claimed waits again, as if it had not been. */
  public boolean giveBack(long takeSeq, long startPosition) {
    return become("PENDING", takeSeq, startPosition);
  }

  private boolean become(String state, long takeSeq, long startPosition) {
    return update(
        "UPDATE uploads SET state = :state WHERE take_seq = :take AND start_position = :start"
            + " AND state IN ('PENDING', 'UPLOADING')",
        Map.of("take", takeSeq, "start", startPosition, "state", state));
  }

  /**
   * Notes that the object is in the store, and is to be proven.
   *
   * @return false when the broadcast was removed meanwhile: the caller deletes the object again
   */
  public boolean stored(long takeSeq, long startPosition) {
    return inStore("STORED", takeSeq, startPosition);
  }

  /** Notes that the store has proven that it holds these bytes; gives what {@link #stored} does. */
  public boolean verified(long takeSeq, long startPosition) {
    return inStore("VERIFIED", takeSeq, startPosition);
  }

  private boolean inStore(String state, long takeSeq, long startPosition) {
    return update(
        """
        UPDATE uploads SET state = CASE state WHEN 'VERIFIED' THEN state ELSE :state END,
          next_attempt_at_ms = 0, trouble = NULL, last_error = NULL
        WHERE take_seq = :take AND start_position = :start
        """
            + UNLESS_REMOVED,
        Map.of("take", takeSeq, "start", startPosition, "state", state));
  }

  /** The proof of one that is STORED could not be had: not before then again. */
  public boolean unproven(long takeSeq, long startPosition, long nextAttemptAtMs) {
    return update(
        "UPDATE uploads SET next_attempt_at_ms = :next"
            + " WHERE take_seq = :take AND start_position = :start AND state = 'STORED'",
        Map.of("take", takeSeq, "start", startPosition, "next", nextAttemptAtMs));
  }

  /** The store did not take it; nothing is known to be wrong with the segment. */
  public boolean failed(long takeSeq, long startPosition, long nextAttemptAtMs, String error) {
    return update(
        "UPDATE uploads SET state = 'PENDING', attempts = attempts + 1,"
            + " next_attempt_at_ms = :next,"
            // What it is in trouble for stays said.
            + " last_error = CASE WHEN trouble IS NULL THEN :error ELSE last_error END"
            + " WHERE take_seq = :take AND start_position = :start AND state <> 'VERIFIED'",
        Map.of("take", takeSeq, "start", startPosition, "next", nextAttemptAtMs, "error", error));
  }

  /**
   * Something is wrong with this one; it is tried again, and holds up no other.
   *
   * @return false when its broadcast was removed meanwhile, which explains it
   */
  public boolean inTrouble(
      UploadRow row, UploadTrouble trouble, long nextAttemptAtMs, String error) {
    return update(
        "UPDATE uploads SET state = 'PENDING', attempts = attempts + 1,"
            + " next_attempt_at_ms = :next, trouble = :trouble, last_error = :error"
            + " WHERE take_seq = :take AND start_position = :start AND state <> 'VERIFIED'"
            + UNLESS_REMOVED,
        Map.of(
            "take", row.takeSeq(),
            "start", row.startPosition(),
            "next", nextAttemptAtMs,
            "trouble", trouble.name(),
            "error", error));
  }

  /** The store is back: what it did not take while it was away waits no longer. */
  public void dueAgain(long nowMs) {
    update(
        "UPDATE uploads SET next_attempt_at_ms = :now WHERE "
            + WAITING
            + " AND next_attempt_at_ms > :now",
        Map.of("now", nowMs));
  }

  private boolean update(String sql, Map<String, ?> values) {
    return handles.with(h -> h.createUpdate(sql).bindMap(values).execute()) > 0;
  }
}
