package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.aircheck.index.ChannelSum.OnAir;
import tv.aircheck.index.access.Visibility;

/** What is looked for by words and by days, and what is kept of a channel. */
class ListsForPeopleTest extends OnAnIndex {
  @Test
  void wordsAreFoundInTitlesAndNamesInAnyCase() {
    titled("A", "Straße nach ÜBERSEE");
    titled("B", "100% live_set");
    titled("C", null);

    assertThat(named("übersee straße")).containsExactly("A");
    assertThat(named("ÜBERSEE")).containsExactly("A");
    assertThat(named("0%")).containsExactly("B");
    assertThat(named("E_S")).containsExactly("B");
    assertThat(named("!")).isEmpty();
    assertThat(named("JUSTIN set")).containsExactly("B");
    assertThat(named("justin")).containsExactly("C", "B", "A");
    assertThat(named("'; DROP TABLE broadcasts")).isEmpty();
  }

  @Test
  void channelsAreFoundByWordsAndWhetherTheyAreOnAir() {
    given.live(JUSTIN, "A", 1);
    given.ended(EMMA, "B", 2);
    index.writeNow(tx -> tx.channels().title(EMMA, "Emma's Évenings"));

    assertThat(channels(new ChannelFilter(true, TitleWords.NONE))).containsExactly(JUSTIN);
    assertThat(channels(new ChannelFilter(false, TitleWords.of("éVEN")))).containsExactly(EMMA);
    assertThat(channels(ChannelFilter.ALL)).containsExactlyInAnyOrder(JUSTIN, EMMA);
  }

  @Test
  void whatIsGoingIsNotCountedAsKept() {
    for (String id : List.of("A", "B", "C")) {
      long take = given.live(JUSTIN, id, 1000);
      given.segment(Recordings.segmentOf(take, 0, 100, 0, 10_000));
      index.writeNow(tx -> tx.broadcasts().end(id, 11_000));
    }
    index.writeNow(tx -> new ShowEdits(tx, 1, "me", "").lock("A", true));
    index.writeNow(tx -> new ShowEdits(tx, 1, "me", "").mark("B", Duration.ofDays(1)));

    ChannelSum sum = index.channels().sum(index.channels().find(JUSTIN).orElseThrow().id());

    assertThat(sum).isEqualTo(new ChannelSum(new OnAir(false, 1000), 2, 1, 200, 1, 100, 0, 0));
    index.writeNow(tx -> tx.broadcasts().visibility("A", Visibility.PRIVATE));
    assertThat(index.channels().sum(index.channels().find(JUSTIN).orElseThrow().id(), false))
        .as("without what is private")
        .isEqualTo(new ChannelSum(new OnAir(false, 1000), 1, 0, 100, 1, 100, 0, 0));
    assertThat(index.broadcasts().starts(JUSTIN, 0, 2000))
        .extracting(ShowStart::id)
        .containsExactly("C", "A");
    assertThat(index.broadcasts().starts(JUSTIN, 0, 1000)).isEmpty();
    assertThat(index.broadcasts().starts(JUSTIN, 1000, 1001).get(0).durationMs()).isEqualTo(10_000);
  }

  @Test
  void theAuditIsReadOnFromALine() {
    given.ended(JUSTIN, "A", 1);
    long before = index.audit().lastId();
    index.writeNow(tx -> new ShowEdits(tx, 1, "me", "").lock("A", true));
    index.writeNow(tx -> new ShowEdits(tx, 2, "me", "").lock("A", false));

    List<AuditRow> lines = index.audit().after(before, 10);

    assertThat(lines)
        .extracting(AuditRow::action)
        .containsExactly(AuditAction.LOCKED, AuditAction.UNLOCKED);
    assertThat(index.audit().after(lines.get(0).id(), 10)).hasSize(1);
    assertThat(index.audit().lastId()).isEqualTo(lines.get(1).id());
  }

  private void titled(String id, String title) {
    given.ended(JUSTIN, id, id.charAt(0));
    index.writeNow(tx -> tx.broadcasts().title(id, title == null ? "x" : title));
    if (title == null) {
      index.writeNow(
          tx -> {
            new ShowEdits(tx, 1, "me", "").title(id, null);
            return null;
          });
    }
  }

  private List<String> named(String words) {
    BroadcastFilter filter = BroadcastFilter.all().named(TitleWords.of(words));
    return index.broadcasts().list(filter, null, 100).rows().stream()
        .filter(filter::fits)
        .map(BroadcastRow::id)
        .toList();
  }

  private List<ChannelName> channels(ChannelFilter filter) {
    return index.channels().list(filter, null, 100).stream()
        .filter(filter::fits)
        .map(ChannelRow::channel)
        .toList();
  }
}
