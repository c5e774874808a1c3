package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.index.Recordings.segmentOf;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The upload ledger's books beyond the way of a single line. */
class UploadLedgerTest extends OnAnIndex {
  @Test
  void whatIsInTroubleHoldsUpNobodyAndIsToldApart() {
    long take = given.live(JUSTIN, "A", 1_000);
    given.uploadable(segmentOf(take, 0, 10, 0, 1), 100);
    given.uploadable(segmentOf(take, 10, 30, 5, 6), 100);
    UploadRow first = index.uploads().find(take, 0).orElseThrow();
    index.<Boolean>writeNow(
        tx -> tx.uploads().inTrouble(first, UploadTrouble.CONFLICT, 900, "other bytes"));

    UploadBacklog backlog = index.uploads().backlog();
    assertThat(backlog.segments()).isEqualTo(2);
    assertThat(backlog.troubled()).isEqualTo(1);
    assertThat(backlog.oldestWallClockMs()).as("of what only waits").isEqualTo(5);
    assertThat(index.uploads().totals().troubles()).isEqualTo(Map.of(UploadTrouble.CONFLICT, 1L));
    assertThat(claim(9, 899).rows()).extracting(UploadRow::startPosition).containsExactly(10L);
    assertThat(claim(9, 900).rows()).extracting(UploadRow::startPosition).containsExactly(0L);
    index.<Boolean>writeNow(tx -> tx.uploads().verified(take, 0));
    assertThat(index.uploads().troubled(9)).isEmpty();
    assertThat(index.uploads().totals().byState())
        .containsExactly(
            new UploadCount(UploadState.PENDING, 0, 0),
            new UploadCount(UploadState.UPLOADING, 1, 320),
            new UploadCount(UploadState.STORED, 0, 0),
            new UploadCount(UploadState.VERIFIED, 1, 310));
  }

  @Test
  void whatIsVerifiedStaysSo() {
    long take = given.live(JUSTIN, "A", 1_000);
    given.uploadable(segmentOf(take, 0, 10, 0, 1), 100);
    index.<Boolean>writeNow(tx -> tx.uploads().stored(take, 0));
    assertThat(index.uploads().unproven(9, 0)).hasSize(1);
    assertThat(index.uploads().verifiedOf(take)).isEmpty();
    index.<Boolean>writeNow(tx -> tx.uploads().verified(take, 0));
    UploadRow row = index.uploads().find(take, 0).orElseThrow();
    index.<Object>writeNow(
        tx -> {
          tx.uploads().failed(take, 0, 5, "late");
          tx.uploads().inTrouble(row, UploadTrouble.MISSING, 5, "late");
          tx.uploads().giveBack(take, 0);
          tx.uploads().stored(take, 0);
          return null;
        });
    assertThat(index.uploads().verifiedOf(take)).containsExactly(0L);
    assertThat(index.uploads().unproven(9, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void whatAClipKeepsIsStoredAlsoWhileItsBroadcastGoes() {
    long take = given.live(JUSTIN, "A", 1_000);
    for (long from = 0; from < 60; from += 10) {
      given.uploadable(segmentOf(take, from, from + 10, from, from + 10), 100);
    }
    index.writeNow(tx -> tx.broadcasts().end("A", 2_000));
    ClipRange range = new ClipRange(take, 25, 41, 25, 41);
    index.writeNow(tx -> tx.clips().add(new NewClip("K", "A", null, 7, List.of(range))));
    for (long from : List.of(0L, 30L)) {
      UploadRow row = index.uploads().find(take, from).orElseThrow();
      index.<Boolean>writeNow(
          tx -> tx.uploads().inTrouble(row, UploadTrouble.CONFLICT, 100, "other bytes"));
    }
    index.<Boolean>writeNow(tx -> tx.uploads().stored(take, 40));
    index.<Boolean>writeNow(tx -> tx.uploads().stored(take, 50));
    index.writeNow(tx -> tx.broadcasts().markRemoving("A"));

    assertThat(claim(9, 200).rows())
        .extracting(UploadRow::startPosition)
        .containsExactlyInAnyOrder(20L, 30L);
    assertThat(index.uploads().unproven(9, 200))
        .extracting(UploadRow::startPosition)
        .containsExactly(40L);
  }

  @Test
  void backlogsAreToldByChannel() {
    long justin = given.live(JUSTIN, "A", 1_000);
    long emma = given.live(EMMA, "B", 1_000);
    given.uploadable(segmentOf(justin, 0, 10, 0, 1), 100);
    given.uploadable(segmentOf(emma, 0, 10, 0, 1), 100);
    given.uploadable(segmentOf(emma, 10, 20, 1, 2), 100);
    claim(1, 200);
    assertThat(index.uploads().totals().ofChannels(9))
        .containsExactly(new ChannelBacklog(EMMA, 2, 620), new ChannelBacklog(JUSTIN, 1, 310));
  }

  @Test
  void theLogKeepsAnHourAndTheLastOutages() {
    index.<Object>writeNow(
        tx -> {
          UploadLogWrites log = tx.uploads().log();
          log.put(61_000, 2, 20);
          log.put(119_999, 1, 10);
          log.waits(119_999, 77);
          log.put(120_000, 4, 40);
          for (int i = 0; i < 25; i++) {
            log.outage(new StoreOutage(i, (Long) (i + 1L), 1, 0, "no route"));
          }
          log.outage(new StoreOutage(99, null, 3, 500, "no route"));
          log.outage(new StoreOutage(99, null, 4, 900, "still none"));
          return null;
        });
    assertThat(index.uploads().log().minutesSince(0))
        .containsExactly(
            new UploadMinute(60_000, 3, 30, 77L), new UploadMinute(120_000, 4, 40, null));
    assertThat(index.uploads().log().lastOutage())
        .contains(new StoreOutage(99, null, 4, 900, "still none"));
    index.<Object>writeNow(
        tx -> {
          tx.uploads().log().put(120_000 + 3_600_000, 1, 1);
          return null;
        });
    assertThat(index.uploads().log().minutesSince(0)).hasSize(2);
  }

  private UploadClaim claim(int limit, long nowMs) {
    return index.writeNow(tx -> tx.uploads().claim(limit, nowMs, 0));
  }

  @Test
  void whatAnOlderProgramStoredCountsAsVerified() throws SQLException {
    Path old = folder.resolve("old.db");
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + old, "", "")
        .table("schema_history")
        .locations("classpath:tv/aircheck/index/migrations")
        .placeholders(new SqliteDialect(old, java.time.Duration.ZERO).placeholders())
        .target("9")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "INSERT INTO channels VALUES (3, 'live', 'justin', NULL, 1)",
              "INSERT INTO broadcasts (id, channel_id, started_at_ms, state)"
                  + " VALUES ('A', 3, 1, 'LIVE')",
              "INSERT INTO takes (seq, id, broadcast_id, ordinal, origin_node, opened_by,"
                  + " started_at_ms) VALUES (7, 'A', 'A', 0, 'o', 'PUBLISH', 1)",
              "INSERT INTO codecs VALUES (1, '', '', 0, 0, 0, 0)",
              "INSERT INTO segments VALUES (7, 0, 10, 0, 1, 5, 1, 11, 9, FALSE, 1, x'', NULL)",
              "INSERT INTO segments VALUES (7, 10, 20, 1, 2, 6, 1, 12, 9, FALSE, 1, x'', NULL)",
              "INSERT INTO uploads VALUES (7, 0, 'STORED', 1, 5, NULL)",
              "INSERT INTO uploads VALUES (7, 10, 'UPLOADING', 2, 900, 'no route')")) {
        statement.executeUpdate(sql);
      }
    }
    try (Index migrated = Index.open(IndexSettings.at(old))) {
      assertThat(migrated.uploads().verifiedOf(7)).containsExactly(0L);
      assertThat(migrated.uploads().backlog()).isEqualTo(new UploadBacklog(1, 12, 6, 0));
      assertThat(migrated.uploads().totals().ofChannels(1))
          .containsExactly(new ChannelBacklog(JUSTIN, 1, 12));
    }
  }
}
