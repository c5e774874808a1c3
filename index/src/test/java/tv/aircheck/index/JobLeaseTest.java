package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time, whoever asks, and none that is due is forgotten. */
class JobLeaseTest {
  private static final String BACKUP = "backup";
  private static final String NIGHTLY = "0 0 3 * * ? UTC";

  @TempDir Path folder;
  private Index index;
  private Index another;

  @BeforeEach
  void openTwice() {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    another = Index.open(IndexSettings.at(folder.resolve("index.db")));
  }

  @AfterEach
  void close() {
    index.close();
    another.close();
  }

  @Test
  void oneHoldsItUntilItGivesItBack() {
    long token = claim(index, 1_000, false).orElseThrow();

    assertThat(claim(another, 1_500, false)).isEmpty();
    assertThat(row().lease().holder()).isEqualTo("me");
    assertThat(row().isRunning(1_500)).isTrue();

    assertThat(finish(token, 1_600, JobResult.DONE, null)).isTrue();
    assertThat(claim(another, 1_700, false)).isPresent();
  }

  @Test
  void oneThatIsNotRenewedGoesToTheNextAndItsHolderCanChangeNothing() {
    long token = claim(index, 1_000, false).orElseThrow();
    assertThat(row().isBrokenOff(2_000)).isTrue();

    long next = claim(another, 2_000, false).orElseThrow();

    assertThat(next).isGreaterThan(token);
    assertThat(renew(token, 9_000)).isFalse();
    assertThat(finish(token, 2_100, JobResult.DONE, null)).isFalse();
    assertThat(row().last().result()).isNull();
    assertThat(renew(next, 9_000)).isTrue();
    assertThat(row().isRunning(8_999)).isTrue();
  }

  @Test
  void oneThatRanOutComesBackWhenNobodyTookIt() {
    long token = claim(index, 1_000, false).orElseThrow();

    assertThat(renew(token, 9_000)).isTrue();
    assertThat(row().isRunning(8_000)).isTrue();
  }

  @Test
  void whatIsDueIsRunOnceHoweverManyWant() {
    plan(NIGHTLY, 5_000L, 100);
    assertThat(claim(index, 4_999, true)).as("too early").isEmpty();

    long token = claim(index, 5_000, true).orElseThrow();
    finish(token, 5_001, JobResult.DONE, 9_000L);

    assertThat(claim(another, 5_002, true)).as("it has been run").isEmpty();
    assertThat(row().lastSuccessAtMs()).isEqualTo(5_001);
    assertThat(row().nextRunAtMs()).isEqualTo(9_000);
  }

  @Test
  void aPlanKeepsWhatIsDue() {
    plan(NIGHTLY, 5_000L, 100);
    plan(NIGHTLY, 8_000L, 200);
    assertThat(row().nextRunAtMs()).as("the same schedule").isEqualTo(5_000);

    plan("another", 7_000L, 300);
    assertThat(row().nextRunAtMs()).as("a new one").isEqualTo(7_000);

    plan(NIGHTLY, 10_000L, 7_500);
    assertThat(row().isDue(7_500)).as("missed while nobody looked").isTrue();

    plan(null, null, 8_000);
    assertThat(row().nextRunAtMs()).as("off").isNull();
  }

  @Test
  void whatWasStoppedOrBrokenOffStaysDue() {
    plan(NIGHTLY, 5_000L, 100);
    long token = claim(index, 5_000, true).orElseThrow();
    assertThat(row().isDue(5_100)).isTrue();

    finish(token, 5_200, JobResult.STOPPED, 9_000L);

    assertThat(row().isDue(5_300)).isTrue();
    assertThat(row().lastSuccessAtMs()).isNull();
  }

  @Test
  void failuresAreCounted() {
    for (int i = 1; i <= 2; i++) {
      long token = claim(index, i * 10_000L, false).orElseThrow();
      finish(token, i * 10_000L + 1, JobResult.FAILED, null);
    }
    assertThat(row().failures()).isEqualTo(2);
    assertThat(row().last().words()).isEqualTo("words");
    assertThat(index.jobs().all()).hasSize(1);
  }

  private JobRow row() {
    return index.jobs().find(BACKUP).orElseThrow();
  }

  private void plan(String schedule, Long next, long now) {
    index.writeNow(
        tx -> {
          tx.jobs().plan(BACKUP, schedule, next, now);
          return null;
        });
  }

  /** For a second. */
  private static Optional<Long> claim(Index by, long now, boolean onlyIfDue) {
    return by.writeNow(tx -> tx.jobs().claim(BACKUP, "me", now + 1_000, now, onlyIfDue));
  }

  private boolean renew(long token, long until) {
    return index.writeNow(tx -> tx.jobs().renew(BACKUP, token, until));
  }

  private boolean finish(long token, long at, JobResult result, Long next) {
    JobRow.Run run = new JobRow.Run(0, at, result, "words");
    return index.writeNow(tx -> tx.jobs().finish(BACKUP, token, run, next));
  }
}
