package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static tv.aircheck.index.Recordings.segmentOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.IndexException.Kind;

class SqliteIndexTest extends IndexContract {
  @TempDir Path folder;

  @Override
  Index open() {
    return Index.open(IndexSettings.at(file()));
  }

  private Path file() {
    return folder.resolve("data/index.db");
  }

  @Test
  void whatWasPromisedSurvivesAKill() throws IOException {
    long take = given.live(JUSTIN, "A", 1_000);
    given.segment(segmentOf(take, 0, 10, 0, 1));

    // What a killed process leaves is what the files hold while it lives.
    Path left = Files.createDirectory(folder.resolve("left"));
    for (String name : List.of("index.db", "index.db-wal")) {
      Files.copy(folder.resolve("data").resolve(name), left.resolve(name));
    }
    try (Index revived = Index.open(IndexSettings.at(left.resolve("index.db")))) {
      assertThat(revived.segments().first(take)).isPresent();
    }
  }

  @Test
  void whatWasNotCommittedIsNotThere() throws SQLException {
    given.live(JUSTIN, "A", 1_000);
    Connection other = connect();
    try (Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeUpdate("UPDATE broadcasts SET title = 'half done'");
    } finally {
      other.close();
    }
    assertThat(index.broadcasts().find("A").orElseThrow().title()).isNull();
  }

  @Test
  void aDriverThatBreaksStopsNothing() {
    ConnectionFactory driver =
        () -> {
          throw new UnsatisfiedLinkError("no room for the native library");
        };
    GroupWriter writer =
        new GroupWriter(Jdbi.create(driver), new SqliteDialect(file(), Duration.ofSeconds(1)), 10);
    writer.start();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> writer.write(tx -> null).get(10, TimeUnit.SECONDS))
          .hasMessageContaining("no room for the native library");
    }
    writer.close();
  }

  @Test
  void twoProgramsWriteTheSameFile() {
    long take = given.live(JUSTIN, "A", 1_000);
    try (Index other = open()) {
      List<CompletableFuture<Boolean>> writes = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long at = i * 10L;
        Index writer = i % 2 == 0 ? index : other;
        writes.add(writer.write(tx -> tx.segments().add(segmentOf(take, at, at + 10, at, at + 9))));
      }
      writes.forEach(CompletableFuture::join);
      assertThat(other.segments().ofTake(take, -1, 1_000)).hasSize(200);
    }
  }

  @Test
  void aLockHeldTooLongIsSaidAndGoneThroughLater() throws SQLException {
    index.close();
    index = Index.open(new IndexSettings(file(), 1, 16, Duration.ofMillis(50)));
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> index.writeNow(tx -> tx.channels().ensure(JUSTIN, 1)))
          .isInstanceOfSatisfying(
              IndexException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining("locked");
      assertThat(index.channels().find(JUSTIN)).as("reading goes on").isEmpty();
      statement.execute("ROLLBACK");
    }
    assertThat(index.<Long>writeNow(tx -> tx.channels().ensure(JUSTIN, 1))).isPositive();
  }

  @Test
  void readersCannotWrite() throws SQLException {
    SqliteDialect dialect = new SqliteDialect(file(), Duration.ofSeconds(1));
    try (Connection reader = dialect.reader().getConnection();
        Statement statement = reader.createStatement()) {
      statement.execute(dialect.readerInit());
      assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM channels"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void refusesAnIndexOfANewerProgram() throws SQLException {
    index.close();
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.executeUpdate("UPDATE schema_history SET version = '999'");
    }
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            IndexException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_NEW))
        .hasMessageContaining("schema 999")
        .hasMessageContaining("this program knows");
  }

  @Test
  void refusesWhatIsNoIndex() throws IOException {
    Path file = folder.resolve("holiday.txt");
    Files.writeString(file, "Dear all, ".repeat(100));
    assertThatThrownBy(() -> Index.open(IndexSettings.at(file)))
        .isInstanceOfSatisfying(
            IndexException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
        .hasMessageContaining("holiday.txt");
  }

  @Test
  void theNewestMigrationIsTheOneTheProgramKnows() throws SQLException {
    assertThat(rows("SELECT MAX(CAST(version AS INTEGER)) FROM schema_history"))
        .containsExactly(String.valueOf(Schema.VERSION));
  }

  @Test
  void anOlderIndexKeepsWhatItHas() throws SQLException {
    Path old = folder.resolve("old.db");
    SqliteDialect dialect = new SqliteDialect(old, Duration.ofSeconds(1));
    Flyway.configure()
        .dataSource(dialect.writer())
        .table("schema_history")
        .locations("classpath:tv/aircheck/index/migrations")
        .placeholders(dialect.placeholders())
        .target("2")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO channels VALUES (1, 'live', 'justin', NULL, 1)");
      statement.execute(
          "INSERT INTO broadcasts VALUES ('A', 1, 'one', 5, 6, 'ENDED', 1),"
              + " ('B', 1, NULL, 7, NULL, 'LIVE', 0), ('C', 1, NULL, 1, 2, 'REMOVING', 0)");
      statement.execute(
          "INSERT INTO takes (id, broadcast_id, ordinal, origin_node, opened_by, started_at_ms)"
              + " VALUES ('A', 'A', 0, 'o', 'PUBLISH', 5)");
    }
    try (Index migrated = Index.open(IndexSettings.at(old))) {
      assertThat(migrated.retention().holdings())
          .extracting(Holding::id, Holding::state, Holding::locked, Holding::tier)
          .containsExactlyInAnyOrder(
              tuple("A", BroadcastState.ENDED, true, "STANDARD"),
              tuple("B", BroadcastState.LIVE, false, "STANDARD"),
              tuple("C", BroadcastState.REMOVING, false, "STANDARD"));
      assertThat(migrated.takes().ofBroadcast("A")).hasSize(1);
    }
  }

  @Test
  void warmingUpLeavesNothingBehind() {
    Index.warmUp();

    assertThat(Path.of(":memory:")).doesNotExist();
  }

  @Test
  void aSeekIsOneIndexedRow() throws SQLException {
    String segments = "SELECT * FROM segments s JOIN codecs k ON k.id = s.codecs_id";
    assertThat(
            plan(
                segments
                    + " WHERE take_seq = 1 AND start_ms <= 5 ORDER BY start_ms DESC,"
                    + " start_position DESC LIMIT 1"))
        .noneMatch(step -> step.contains("SCAN") || step.contains("TEMP B-TREE"));
    assertThat(
            plan(
                segments
                    + " WHERE take_seq = 1 AND start_position > 5"
                    + " ORDER BY start_position LIMIT 1"))
        .noneMatch(step -> step.contains("SCAN") || step.contains("TEMP B-TREE"));
  }

  @Test
  void theLedgerIsAskedOnlyAboutWhatIsUnderWay() throws SQLException {
    for (String question :
        List.of(
            UploadWrites.NEXT_CHANNELS.replace(":after", "1").replace(":limit", "4"),
            UploadWrites.SELECT
                + UploadWrites.OLDEST_OF_CHANNEL
                    .replace(":channel", "1")
                    .replace(":now", "5")
                    .replace(":limit", "4"),
            UploadTotals.OLDEST,
            UploadTotals.NOT_IN_STORE)) {
      assertThat(plan(question))
          .as(question)
          .filteredOn(step -> step.matches(".*(SEARCH|SCAN) (u|uploads)\\b.*"))
          .isNotEmpty()
          .allMatch(step -> step.contains("INDEX uploads_"))
          .noneMatch(step -> step.contains("TEMP B-TREE"));
    }
  }

  @Test
  void aPageOfChannelsReadsNoShowsRow() throws SQLException {
    assertThat(plan(Channels.SELECT + " WHERE (c.app, c.name) > ('a', 'b') ORDER BY c.app, c.name"))
        .filteredOn(step -> step.contains(" b "))
        .isNotEmpty()
        .allMatch(step -> step.contains("COVERING INDEX broadcasts_of_channel"));
  }

  @Test
  void moreAskersThanConnectionsWait() {
    long take = given.live(JUSTIN, "A", 1_000);
    given.segment(segmentOf(take, 0, 10, 0, 1));
    index.close();
    index = Index.open(new IndexSettings(file(), 2, 16, Duration.ofSeconds(10)));
    List<CompletableFuture<Optional<SegmentRow>>> answers =
        IntStream.range(0, 64)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> index.segments().atTime(take, 5)))
            .toList();
    assertThat(answers).allMatch(answer -> answer.join().isPresent());
  }

  @Test
  void aClosedIndexSaysSo() {
    index.close();
    assertThatThrownBy(() -> index.channels().find(JUSTIN))
        .isInstanceOfSatisfying(
            IndexException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessageContaining("is closed");
  }

  private List<String> plan(String sql) throws SQLException {
    return rows("EXPLAIN QUERY PLAN " + sql);
  }

  /** The last column of each row. */
  private List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (rs.next()) {
        rows.add(rs.getString(rs.getMetaData().getColumnCount()));
      }
      return rows;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file());
  }
}
