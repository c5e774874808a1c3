package tv.aircheck.index.access;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.Index;

/** What the index says, asked on threads of its own and remembered for a second. Any thread. */
final class Answers implements AutoCloseable {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration USE_NOTED = Duration.ofMinutes(1);
  private static final int MOST_CACHED = 10_000;

  private final Index index;
  private final GateWorld world;
  private final GateThreads threads = new GateThreads();
  private final AsyncCache<Question<?>, Object> known;
  private final Cache<String, Boolean> used;

  Answers(Index index, GateWorld world) {
    this.index = index;
    this.world = world;
    this.known = cache(FRESH).buildAsync();
    this.used = cache(USE_NOTED).build();
  }

  private Caffeine<Object, Object> cache(Duration time) {
    return Caffeine.newBuilder()
        .ticker(world.nanoTicker()::getAsLong)
        .executor(Runnable::run)
        .expireAfterWrite(time)
        .maximumSize(MOST_CACHED);
  }

  Index index() {
    return index;
  }

  @SuppressWarnings("unchecked") // each question has its own answer
  <T> CompletableFuture<T> to(Question<T> question) {
    return (CompletableFuture<T>)
        known.get(question, (asked, unused) -> threads.run(() -> (Object) look(question)));
  }

  private <T> T look(Question<T> question) {
    T answer = question.answer(index, world.clock().millis());
    if (answer instanceof Optional<?> found
        && found.isPresent()
        && found.get() instanceof CredentialRow row
        && row.isGoodAt(world.clock().millis())) {
      noteUse(row.id());
    }
    return answer;
  }

  /** To about a minute. */
  @SuppressWarnings("FutureReturnValueIgnored") // it is for people to look at; the next use tells
  private void noteUse(String id) {
    if (used.asMap().putIfAbsent(id, true) == null) {
      index.write(
          tx -> {
            tx.credentials().used(id, world.clock().millis());
            return null;
          });
    }
  }

  void forget(Question<?> question) {
    known.synchronous().invalidate(question);
  }

  /** Does something that blocks. */
  <T> CompletableFuture<T> later(Supplier<T> work) {
    return threads.run(work);
  }

  @Override
  public void close() {
    threads.close();
  }
}
