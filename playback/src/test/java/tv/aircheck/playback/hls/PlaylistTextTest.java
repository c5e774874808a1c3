package tv.aircheck.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaylistTextTest {
  private static Entry entry(int number, long durationMs) {
    PieceName name = new PieceName(0, 0, 0, 1000L * number, 1000, durationMs);
    return new Entry(name, false, true, false, number == 0, Entry.NO_TIME);
  }

  private static Sheet sheet(int entries) {
    Sheet sheet = new Sheet();
    for (int i = 0; i < entries; i++) {
      sheet.add(entry(i, 5_000));
    }
    return sheet;
  }

  @Test
  void aShowThatIsOver() {
    String text = PlaylistText.of(Form.MEDIA, sheet(1), new Sheet(), false, true);
    assertThat(text)
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:6
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-DISCONTINUITY-SEQUENCE:0
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="0-0.mp4"
            #EXTINF:5.000,
            0-0-0/0-1000-5000.m4s
            #EXT-X-ENDLIST
            """);
  }

  @Test
  void keyframesHaveAPlaylistOfTheirOwn() {
    String text = PlaylistText.of(Form.KEYFRAMES, sheet(1), new Sheet(), false, false);
    assertThat(text)
        .contains("#EXT-X-I-FRAMES-ONLY\n")
        .contains("#EXT-X-MAP:URI=\"0-0.key.mp4\"\n")
        .contains("0-0-0/0-1000-5000.key.m4s\n");
  }

  @Test
  void addressesCarryTheQueryOn() {
    String text = PlaylistText.of(Form.KEYFRAMES, sheet(1), new Sheet(), false, false);
    assertThat(PlaylistText.carrying(text, "a=1"))
        .contains("0-0.key.mp4?a=1\"\n")
        .contains("0-0-0/0-1000-5000.key.m4s?a=1\n");
  }

  @Test
  void aClientWhoHasTheRestGetsTheEnd() {
    Sheet base = sheet(1000);
    Sheet tail = new Sheet();
    tail.add(entry(1000, 5_000));
    String text = PlaylistText.of(Form.MEDIA, base, tail, true, true);
    assertThat(text)
        .contains("#EXT-X-VERSION:9\n")
        .contains("#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=36.0\n")
        .contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=993\n")
        .contains("\n0-0-0/993000-1000-5000.m4s\n")
        .doesNotContain("\n0-0-0/992000-1000-5000.m4s\n")
        .endsWith("0-0-0/1000000-1000-5000.m4s\n");
    assertThat(text.length()).isLessThan(600);
    assertThat(PlaylistText.of(Form.MEDIA, base, tail, true, false)).doesNotContain("SKIP:");
  }

  @Test
  void aShortShowIsToldInWhole() {
    String text = PlaylistText.of(Form.MEDIA, sheet(5), new Sheet(), true, true);
    assertThat(text).doesNotContain("EXT-X-SKIP:").contains("#EXT-X-PLAYLIST-TYPE:EVENT\n");
  }

  @Test
  void anExtraordinaryPieceMakesTheTargetLonger() {
    Sheet base = sheet(3);
    base.add(entry(3, 60_499));
    String text = PlaylistText.of(Form.MEDIA, base, new Sheet(), true, false);
    assertThat(text).contains("#EXT-X-TARGETDURATION:60\n");
  }

  @Test
  void theMultivariantPlaylist() {
    Variant variant =
        new Variant(
            3_000_000,
            2_500_000,
            List.of("avc1.64001f", "mp4a.40.2"),
            List.of("avc1.64001f"),
            1280,
            720);
    assertThat(variant.text(83_500, ""))
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-START:TIME-OFFSET=83.500,PRECISE=YES
            #EXT-X-STREAM-INF:BANDWIDTH=3000000,AVERAGE-BANDWIDTH=2500000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720
            media.m3u8
            #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=3000000,CODECS="avc1.64001f",RESOLUTION=1280x720,URI="keyframes.m3u8"
            """);
    Variant sound = new Variant(64_000, 64_000, List.of("opus"), List.of(), 0, 0);
    assertThat(sound.text(-1, "")).doesNotContain("I-FRAME", "RESOLUTION", "EXT-X-START");
  }
}
