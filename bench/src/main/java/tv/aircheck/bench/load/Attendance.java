package tv.aircheck.bench.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Who was asked, who came in, who was refused and who was cut off. From any thread. */
final class Attendance {
  private static final int DIGITS = 3;

  private final Histogram answerNanos = new Histogram(DIGITS);
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final LongSupplier ticker;
  private int asked;
  private int entered;
  private int refused;
  private int finished;
  private int cut;
  private boolean stopped;
  private boolean leaving;

  /**
   * @param ticker monotonic nanoseconds
   */
  Attendance(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** One begins to connect. */
  synchronized void asked() {
    asked++;
  }

  /** The server took one in. */
  synchronized void entered(long afterNanos) {
    entered++;
    answerNanos.recordValue(afterNanos);
    notifyAll();
  }

  /** Who was told to leave while about to enter was not refused, and is as if never asked. */
  synchronized void refused(Throwable why) {
    notifyAll();
    if (leaving) {
      asked--;
      return;
    }
    refused++;
    note("refused", words(why));
  }

  /** One that had entered is gone: of its own will, or else cut off. */
  synchronized void gone(boolean willing, String words) {
    if (willing || leaving) {
      finished++;
    } else {
      cut++;
      note("cut", words);
    }
    notifyAll();
  }

  private void note(String what, String words) {
    reasons.merge(what + ": " + words, 1, Integer::sum);
  }

  private static String words(Throwable why) {
    Throwable cause = why instanceof CompletionException ? why.getCause() : why;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Whoever goes from now on was told to. */
  synchronized void leaving() {
    leaving = true;
  }

  /** Ends all waiting but the one for those who were told to leave. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Returns when so many have entered or were refused, when that takes too long, or on a stop. */
  synchronized void awaitAnswers(int many, Duration atMost) throws InterruptedException {
    await(() -> entered + refused >= many, atMost);
  }

  /** Returns when nobody is left or about to enter, when the time is over, or on a stop. */
  synchronized void awaitEmpty(Duration atMost) throws InterruptedException {
    await(() -> asked == refused + finished + cut, atMost);
  }

  private void await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
    long deadline = ticker.getAsLong() + atMost.toNanos();
    long left = atMost.toNanos();
    while (left > 0 && !condition.getAsBoolean() && (leaving || !stopped)) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - ticker.getAsLong();
    }
  }

  synchronized Count count() {
    return new Count(
        entered,
        refused,
        cut,
        entered - finished - cut,
        Map.copyOf(reasons),
        Quantiles.ofNanos(answerNanos));
  }

  /**
   * @param present entered, and still there
   * @param reasons the words, and how often they were said
   * @param answerMs from the attempt to connect to the server's yes
   */
  record Count(
      int entered,
      int refused,
      int cut,
      int present,
      Map<String, Integer> reasons,
      Quantiles answerMs) {}
}
