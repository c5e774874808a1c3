package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.CredentialTimes;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Role;
import tv.aircheck.index.access.Visibility;

/** Which of a channel's shows its address leads to, for whom. */
class ShowsTest {
  private static final ChannelName ME = new ChannelName("live", "me");
  private static final Caller INVITED = Caller.NOBODY.invitedTo(ME);
  private static final Caller VIEWER =
      Caller.of(
          new CredentialRow(
              "t-1",
              Role.VIEWER,
              ChannelPattern.parse("live/me"),
              "",
              new CredentialTimes(0, null, null)));

  @TempDir private Path folder;
  private Index index;
  private Shows shows;

  @BeforeEach
  void open() {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    shows = new Shows(index, System::nanoTime);
    show("YESTERDAY", 1_000);
    index.writeNow(tx -> tx.broadcasts().end("YESTERDAY", 2_000));
    show("TONIGHT", 5_000);
    index.writeNow(tx -> tx.channels().visibility(ME, Visibility.PRIVATE));
  }

  @AfterEach
  void close() {
    index.close();
  }

  private void show(String id, long startedAtMs) {
    index.writeNow(
        tx -> {
          tx.broadcasts().open(id, tx.channels().ensure(ME, startedAtMs), startedAtMs);
          return null;
        });
  }

  private void visibility(String id, Visibility visibility) {
    index.writeNow(tx -> tx.broadcasts().visibility(id, visibility));
  }

  private String latest(Caller caller) throws NotPlayable {
    return shows.find(new ArchiveAddress(null, ME, null, null), caller).id();
  }

  private String at(long ms, Caller caller) throws NotPlayable {
    return shows.find(new ArchiveAddress(null, ME, null, Instant.ofEpochMilli(ms)), caller).id();
  }

  private void leadsNowhere(Caller caller) {
    assertThatThrownBy(() -> latest(caller))
        .isInstanceOf(NotPlayable.class)
        .hasMessageContaining("nothing of live/me is in the archive");
  }

  @Test
  void aLinkToTheChannelOpensWhatIsOnAir() throws Exception {
    assertThat(latest(INVITED)).isEqualTo("TONIGHT");
    assertThat(latest(VIEWER)).isEqualTo("TONIGHT");
    leadsNowhere(Caller.NOBODY);
  }

  @Test
  void aLinkToTheChannelOpensNoOlderShowWhateverBecomesOfTheNewest() throws Exception {
    visibility("TONIGHT", Visibility.UNLISTED);
    leadsNowhere(INVITED);
    assertThat(latest(VIEWER)).isEqualTo("TONIGHT");

    visibility("TONIGHT", null);
    index.writeNow(tx -> tx.broadcasts().end("TONIGHT", 6_000));
    leadsNowhere(INVITED);

    index.writeNow(
        tx -> tx.broadcasts().mark("TONIGHT", 6_000, new BroadcastMark(7_000, 8_000, "me")));
    leadsNowhere(INVITED);
    assertThat(latest(VIEWER)).isEqualTo("YESTERDAY");
  }

  @Test
  void whoHasALinkSeesWhatIsPublicLikeEverybody() throws Exception {
    visibility("YESTERDAY", Visibility.PUBLIC);
    visibility("TONIGHT", Visibility.UNLISTED);
    assertThat(latest(INVITED)).isEqualTo("YESTERDAY");
    assertThat(latest(Caller.NOBODY)).isEqualTo("YESTERDAY");
    assertThat(at(1_500, Caller.NOBODY)).isEqualTo("YESTERDAY");
  }
}
