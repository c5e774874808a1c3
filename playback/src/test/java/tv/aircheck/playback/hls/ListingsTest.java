package tv.aircheck.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.playback.TestTake;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;

/** What is made anew for a request, and what is not. */
class ListingsTest {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 25_000));

  @TempDir private Path folder;
  private TestArchive archive;
  private Library library;
  private Listings listings;

  @BeforeEach
  void open() throws Exception {
    archive = new TestArchive(folder);
    library = library();
    listings = new Listings(library);
  }

  @AfterEach
  void close() {
    library.close();
    archive.close();
  }

  private Library library() {
    return Library.of(
        archive.index, archive.spool, archive.store, archive.bringBack(archive.store), 4);
  }

  /** As it is now: a library remembers for a moment how it was. */
  private Show show(String id) {
    try (Library another = library()) {
      return another.shows().byId(id);
    }
  }

  private static String text(Page page) {
    return new String(page.plain(), StandardCharsets.US_ASCII);
  }

  private Page media(Show show) throws IOException {
    return listings.page(show, Form.MEDIA, false, "");
  }

  private void lose(Show show, SegmentKey key) {
    library.lost(key, new IOException("on purpose"));
    listings.lost(show, key);
  }

  @Test
  void whatIsLostIsListedAnewOnceHoweverOftenItIsAskedFor() throws Exception {
    Show show = show(archive.show(LOG));
    SegmentKey first = archive.segments(show.id()).get(0);
    SegmentKey second = archive.segments(show.id()).get(1);
    assertThat(text(media(show))).doesNotContain("#EXT-X-GAP");

    lose(show, second);
    Page after = media(show);
    assertThat(text(after).split("#EXT-X-GAP", -1)).hasSize(3);
    lose(show, second);
    assertThat(media(show)).isSameAs(after);
    lose(show, first);
    assertThat(text(media(show)).split("#EXT-X-GAP", -1)).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"MEDIA,false", "MEDIA,true", "KEYFRAMES,false"})
  void everyPlaylistIsMadeOnceUntilThereIsMore(Form form, boolean delta) throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    int tags = LOG.tags().size();
    take.append(LOG, 0, tags / 2);
    Show begun = show(take.id);
    Page plain = listings.page(begun, form, delta, "");
    Page signed = listings.page(begun, form, delta, "signature=a");
    assertThat(listings.page(begun, form, delta, "")).isSameAs(plain);
    assertThat(listings.page(begun, form, delta, "signature=a")).isSameAs(signed);
    assertThat(text(plain)).doesNotContain("signature");
    assertThat(text(signed)).contains("?signature=a\n");

    take.append(LOG, tags / 2, tags);
    Page more = listings.page(show(take.id), form, delta, "signature=a");
    assertThat(text(more).length()).isGreaterThan(text(signed).length());
    take.end();
    archive.end(take.id);
    Page over = listings.page(show(take.id), form, delta, "signature=a");
    assertThat(text(over)).endsWith("#EXT-X-ENDLIST\n");
  }
}
