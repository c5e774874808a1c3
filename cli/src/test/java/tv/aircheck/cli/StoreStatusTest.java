package tv.aircheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.index.UploadTrouble;

/** The way to the store as an operator sees it, with no server running. */
class StoreStatusTest {
  @TempDir Path data;

  @Test
  void tellsOfAnOutageAndOfTrouble() throws IOException {
    try (Index index = Index.open(IndexSettings.at(data.resolve("index.db")))) {
      fill(index);
    }
    Said table = aircheck("store", "status");
    assertThat(table.status()).as(table.err()).isEqualTo(ExitCode.FOUND_WRONG);
    assertThat(table.out())
        .contains("takes nothing since", "7 tries in vain", "when a server runs: no route")
        .contains("conflict", "other bytes", "live/justin", "does not run");

    JsonNode json = new ObjectMapper().readTree(aircheck("store", "status", "--json").out());
    assertThat(json.at("/states/pending/segments").asLong()).isEqualTo(2);
    assertThat(json.at("/states/verified/bytes").asLong()).isEqualTo(1_000);
    assertThat(json.at("/outage/failures").asLong()).isEqualTo(7);
    assertThat(json.at("/channels/0/bytes").asLong()).isEqualTo(2_000);
    assertThat(json.at("/troubled/0/key").asText()).endsWith("T1/0000000000000100.flv");
    assertThat(json.at("/lag").asLong()).isPositive();
    assertThat(json.at("/drain").isNull()).isTrue();
  }

  private static void fill(Index index) {
    index.<Object>writeNow(
        tx -> {
          long channel = tx.channels().ensure(new ChannelName("live", "justin"), 1);
          tx.broadcasts().open("T1", channel, 1);
          long take = tx.takes().open(new NewTake("T1", "T1", "o", "PUBLISH", null, 1));
          for (int i = 0; i < 3; i++) {
            tx.segments().add(segment(take, i * 100L));
            tx.uploads().add(take, i * 100L, 1);
          }
          tx.uploads().verified(take, 0);
          tx.uploads()
              .inTrouble(
                  tx.uploads().find(take, 100).orElseThrow(),
                  UploadTrouble.CONFLICT,
                  5,
                  "other bytes");
          tx.uploads().log().outage(new StoreOutage(1_000, null, 7, 2_000, "no route"));
          return null;
        });
  }

  private static SegmentRow segment(long take, long start) {
    return new SegmentRow(
        take,
        start,
        start + 100,
        start,
        start + 100,
        1_000 + start,
        10,
        1_000,
        7,
        false,
        new Codecs("avc1.64001f", "mp4a.40.2", 1280, 720, 48_000, 2),
        new byte[] {1});
  }

  private Said aircheck(String... words) {
    return Said.over(data, words);
  }
}
