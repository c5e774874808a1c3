package tv.aircheck.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.playback.http.TestMedia;

/** The playlist of a day on air stays small for those who have read it before. */
class LongShowTest {
  private static final int DAY = 8_640;

  @TempDir Path folder;

  @Test
  void whoHasReadItGetsOnlyTheEnd() throws Exception {
    try (TestArchive archive = new TestArchive(folder);
        TestMedia media = new TestMedia(archive)) {
      HlsClient client = new HlsClient(media, LongShow.begin(archive, DAY));

      HttpResponse<byte[]> packed = client.get("media.m3u8", "Accept-Encoding", "gzip");
      assertThat(packed.body().length).isLessThan(400_000);
      HlsClient.Listed whole = client.list("media.m3u8");
      // The end of the last one is not known yet.
      assertThat(whole.entries).hasSize(2 * DAY - 1);

      byte[] delta = client.load("media.m3u8?_HLS_skip=YES");
      assertThat(delta.length).isLessThan(1_000);
      String text = new String(delta, StandardCharsets.UTF_8);
      assertThat(HlsClient.parse(text, whole).entries).isEqualTo(whole.entries);
    }
  }
}
