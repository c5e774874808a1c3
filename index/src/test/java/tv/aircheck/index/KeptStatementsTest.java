package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.PreparedStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

class KeptStatementsTest {
  private static final String ADD = "INSERT INTO songs (name, length) VALUES (:name, :length)";

  /** By identity: the driver's statements have no other. */
  private final Set<PreparedStatement> used = new HashSet<>();

  private Handle handle;

  @BeforeEach
  void open() {
    SQLiteDataSource memory = new SQLiteDataSource();
    memory.setUrl("jdbc:sqlite::memory:");
    handle = KeptStatements.on(memory).open();
    handle.execute("CREATE TABLE songs (name TEXT PRIMARY KEY, length BLOB)");
    handle.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext context) {
            used.add(context.getStatement());
          }
        });
  }

  @AfterEach
  void close() {
    handle.close();
  }

  @Test
  void theSameWordsArePreparedOnce() {
    add("A", 1);
    add("B", 2);
    assertThat(names()).containsExactly("A", "B");
    assertThat(names()).containsExactly("A", "B");
    assertThat(used).as("one to add, one to ask").hasSize(2);
  }

  @Test
  void oneInUseIsNotGivenToAnother() {
    add("A", 1);
    add("B", 2);
    List<List<String>> each =
        handle
            .createQuery("SELECT name FROM songs ORDER BY name")
            .map((rs, context) -> List.of(rs.getString(1), names().toString()))
            .list();
    assertThat(each).containsExactly(List.of("A", "[A, B]"), List.of("B", "[A, B]"));
  }

  @Test
  void aRefusedOneCanBeUsedAgain() {
    add("A", 1);
    assertThatThrownBy(() -> add("A", 1)).isInstanceOf(JdbiException.class);
    add("B", 1);
    assertThat(names()).containsExactly("A", "B");
  }

  @Test
  void oneThatTheDriverGaveUpIsPreparedAnew() {
    handle.execute("PRAGMA max_page_count = 10");
    assertThatThrownBy(() -> add("A", 1 << 20))
        .isInstanceOf(JdbiException.class)
        .hasMessageContaining("full");
    handle.execute("PRAGMA max_page_count = 10000");
    add("A", 1 << 20);
    assertThat(names()).containsExactly("A");
  }

  @Test
  void manyDifferentOnesAreNotAllKept() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(handle.createQuery("SELECT " + i).mapTo(Integer.class).one()).isEqualTo(i);
    }
    add("A", 1);
    assertThat(names()).containsExactly("A");
  }

  private void add(String name, int length) {
    handle.createUpdate(ADD).bind("name", name).bind("length", new byte[length]).execute();
  }

  private List<String> names() {
    return handle.createQuery("SELECT name FROM songs ORDER BY name").mapTo(String.class).list();
  }
}
