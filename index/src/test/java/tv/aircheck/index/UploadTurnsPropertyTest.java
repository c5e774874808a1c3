package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.index.Recordings.segmentOf;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * However much each channel has piled up and however many are claimed at once: no channel gets
 * ahead of another that waits too by more than one, and of each the oldest goes first.
 */
class UploadTurnsPropertyTest {
  private static IndexOfProperties own;
  private static Index index;
  private static int tries;

  @BeforeContainer
  static void open() throws IOException {
    own = IndexOfProperties.open();
    index = own.index();
  }

  @AfterContainer
  static void close() throws IOException {
    own.close();
  }

  @Property(tries = 25)
  void channelsTakeTurns(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 30) Integer> piles,
      @ForAll @IntRange(min = 1, max = 12) int limit) {
    Map<ChannelName, Integer> left = given(piles);
    Map<ChannelName, Integer> served = new HashMap<>();
    Map<ChannelName, UploadRow> last = new HashMap<>();
    long turn = 0;
    while (!left.isEmpty()) {
      long after = turn;
      UploadClaim claim = index.writeNow(tx -> tx.uploads().claim(limit, 1, after));
      assertThat(claim.rows()).hasSizeBetween(1, limit);
      turn = claim.lastChannel();
      for (UploadRow row : claim.rows()) {
        UploadRow before = last.put(row.channel(), row);
        if (before != null) {
          assertThat(at(row)).as("oldest first").isGreaterThan(at(before));
        }
        served.merge(row.channel(), 1, Integer::sum);
        left.computeIfPresent(row.channel(), (name, n) -> n == 1 ? null : n - 1);
        fair(served, left);
      }
      index.writeNow(
          tx -> {
            claim.rows().forEach(row -> tx.uploads().verified(row.takeSeq(), row.startPosition()));
            return null;
          });
    }
    assertThat(index.uploads().backlog().segments()).isZero();
  }

  private static long at(UploadRow row) {
    return row.takeSeq() * 1_000 + row.startPosition();
  }

  private static void fair(Map<ChannelName, Integer> served, Map<ChannelName, Integer> left) {
    if (left.isEmpty()) {
      return;
    }
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (ChannelName waiting : left.keySet()) {
      least = Math.min(least, served.getOrDefault(waiting, 0));
      most = Math.max(most, served.getOrDefault(waiting, 0));
    }
    assertThat(most - least).as("%s while %s wait", served, left).isLessThanOrEqualTo(1);
  }

  /** A channel for each pile, of two takes where it is large. */
  private static Map<ChannelName, Integer> given(List<Integer> piles) {
    Recordings given = new Recordings(index);
    Map<ChannelName, Integer> left = new HashMap<>();
    for (int pile : piles) {
      String id = "T" + tries++;
      ChannelName channel = new ChannelName("live", id);
      long first = given.live(channel, id, 1);
      long second = given.take(id, id + "-2");
      for (int i = 0; i < pile; i++) {
        long take = i < 10 ? first : second;
        given.uploadable(segmentOf(take, i * 10L, i * 10L + 10, i, i + 1L), 0);
      }
      left.put(channel, pile);
    }
    return left;
  }
}
