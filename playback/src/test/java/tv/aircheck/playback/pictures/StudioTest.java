package tv.aircheck.playback.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.aircheck.playback.pictures.Studio.Rank;
import tv.aircheck.playback.pictures.child.PictureWire.Picture;
import tv.aircheck.playback.pictures.child.PictureWire.Request;
import tv.aircheck.testkit.Await;

/** One picture at a time, the urgent ones first. */
@SuppressWarnings("FutureReturnValueIgnored") // what is made is seen by its steps
class StudioTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int WAITING = 3;
  private static final Work.Keep NOWHERE =
      new Work.Keep() {
        @Override
        public void ready(byte[] made) {}

        @Override
        public void after(byte[] made) {}
      };

  private final ConcurrentLinkedQueue<String> steps = new ConcurrentLinkedQueue<>();
  private final Semaphore mayGoOn = new Semaphore(0);
  private final AtomicInteger rests = new AtomicInteger();
  private Studio studio = studio(Duration.ofMinutes(1), 100);

  private Studio studio(Duration keepWarm, int percent) {
    PicturesSettings settings =
        new PicturesSettings(true, PATIENCE, keepWarm, WAITING, percent, 1 << 20);
    PictureMaker maker =
        new PictureMaker() {
          @Override
          public Picture make(Request request) {
            throw new IllegalStateException("nobody asks for this");
          }

          @Override
          public boolean isAvailable() {
            return true;
          }

          @Override
          public void rest() {
            rests.incrementAndGet();
          }

          @Override
          public void close() {
            mayGoOn.release(1_000);
          }
        };
    return new Studio(settings, maker, System::nanoTime, PicturesListener.NONE);
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private final class Steps implements Work {
    private final String name;
    private int left;

    Steps(String name, int left) {
      this.name = name;
      this.left = left;
    }

    @Override
    public String what() {
      return "test";
    }

    @Override
    public byte[] step(PictureMaker maker) throws IOException {
      mayGoOn.acquireUninterruptibly();
      steps.add(name);
      return --left == 0 ? name.getBytes(StandardCharsets.UTF_8) : null;
    }

    @Override
    public Keep keep() {
      return NOWHERE;
    }
  }

  private CompletableFuture<byte[]> ask(String name, Rank rank, int steps) throws NoPicture {
    return studio.ask(name, rank, new Steps(name, steps));
  }

  private void awaitSteps(String... names) {
    Await.until("steps " + List.of(names), PATIENCE, () -> steps.size() == names.length);
    assertThat(steps).containsExactly(names);
  }

  @Test
  void aPictureComesBetweenTwoTilesOfASheet() throws Exception {
    ask("sheet", Rank.SHEET, 3);
    mayGoOn.release();
    awaitSteps("sheet");
    ask("background", Rank.BACKGROUND, 1);
    ask("thumb", Rank.THUMB, 1);
    mayGoOn.release(4);
    awaitSteps("sheet", "sheet", "thumb", "sheet", "background");
  }

  @Test
  void whoAsksForTheSameGetsTheSame() throws Exception {
    CompletableFuture<byte[]> first = ask("one", Rank.BACKGROUND, 1);
    CompletableFuture<byte[]> second = ask("one", Rank.SHEET, 1);
    mayGoOn.release(2);
    assertThat(second.get(10, TimeUnit.SECONDS)).isSameAs(first.get(10, TimeUnit.SECONDS));
    assertThat(steps).hasSize(1);
  }

  @Test
  void whatIsAskedForGoesBeforeWhatMayBe() throws Exception {
    ask("busy", Rank.SHEET, 1);
    ask("first", Rank.BACKGROUND, 1);
    ask("second", Rank.BACKGROUND, 1);
    ask("second", Rank.SHEET, 1);
    mayGoOn.release(3);
    awaitSteps("busy", "second", "first");
  }

  @Test
  void noMoreThanSoManyWait() throws Exception {
    ask("busy", Rank.THUMB, 1);
    Await.until("it is in hand", PATIENCE, mayGoOn::hasQueuedThreads);
    for (int i = 0; i < WAITING; i++) {
      ask("thumb" + i, Rank.THUMB, 1);
    }
    assertThatThrownBy(() -> ask("one more", Rank.THUMB, 1))
        .isInstanceOfSatisfying(
            NoPicture.class, e -> assertThat(e.reason()).isEqualTo(NoPicture.Reason.BUSY));
    ask("a sheet", Rank.SHEET, 1);
    assertThat(studio.waiting()).isEqualTo(WAITING + 2);
    mayGoOn.release(WAITING + 2);
    Await.until("all are made", PATIENCE, () -> studio.waiting() == 0);
  }

  /** Work of one step that fails on purpose. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Bad(byte[] made, Keep keep) implements Work {
    @Override
    public String what() {
      return "test";
    }

    @Override
    public byte[] step(PictureMaker maker) {
      if (made == null) {
        throw new StackOverflowError("on purpose");
      }
      return made;
    }
  }

  @Test
  void oneThatFailsLeavesTheOthers() throws Exception {
    mayGoOn.release(1);
    CompletableFuture<byte[]> failed = studio.ask("bad", Rank.THUMB, new Bad(null, NOWHERE));
    CompletableFuture<byte[]> good = ask("good", Rank.THUMB, 1);
    assertThat(good.get(10, TimeUnit.SECONDS)).isNotEmpty();
    assertThat(failed).isCompletedExceptionally();
  }

  @Test
  void whatCannotBeKeptIsGivenAllTheSame() throws Exception {
    Work.Keep full =
        new Work.Keep() {
          @Override
          public void ready(byte[] made) {}

          @Override
          public void after(byte[] made) {
            throw new IllegalStateException("on purpose");
          }
        };
    mayGoOn.release(1);
    CompletableFuture<byte[]> made = studio.ask("full", Rank.THUMB, new Bad(new byte[7], full));
    assertThat(made.get(10, TimeUnit.SECONDS)).hasSize(7);
    assertThat(ask("good", Rank.THUMB, 1).get(10, TimeUnit.SECONDS)).isNotEmpty();
  }

  @Test
  void whatIsNotNeededForAWhileRests() {
    studio.close();
    studio = studio(Duration.ofMillis(10), 100);
    Await.until("it rests", PATIENCE, () -> rests.get() == 1);
  }

  @Test
  void closingAnswersWhoWaits() throws Exception {
    CompletableFuture<byte[]> one = ask("one", Rank.THUMB, 1_000_000);
    CompletableFuture<byte[]> two = ask("two", Rank.THUMB, 1);
    studio.close();
    assertThat(two).failsWithin(PATIENCE);
    assertThat(one).failsWithin(PATIENCE);
  }
}
