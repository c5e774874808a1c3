package tv.aircheck.playback.hls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tv.aircheck.flv.mp4.InitTrack;
import tv.aircheck.index.Codecs;

/**
 * What a show is coded in: exactly, by its first init segment; and by the index what else comes in
 * it, of the kinds that its first one has.
 */
final class Coding {
  private final List<InitTrack> tracks;
  private final List<Codecs> known;

  Coding(List<InitTrack> tracks, List<Codecs> known) {
    this.tracks = tracks;
    this.known = known;
  }

  /** As in RFC 6381; of each kind of picture the most demanding. */
  List<String> pictures() {
    Map<String, String> found = new LinkedHashMap<>();
    for (InitTrack track : tracks) {
      if (track.video()) {
        found.put(family(track.codec()), track.codec());
      }
    }
    for (Codecs codecs : known) {
      if (!found.isEmpty() && codecs.video() != null) {
        found.merge(family(codecs.video()), codecs.video(), Coding::larger);
      }
    }
    return List.copyOf(found.values());
  }

  private static String family(String codec) {
    int end = codec.indexOf('.');
    return end < 0 ? codec : codec.substring(0, end);
  }

  /** Of two that are as exact; else the first. */
  private static String larger(String one, String other) {
    return one.length() == other.length() && other.compareTo(one) > 0 ? other : one;
  }

  List<String> sounds() {
    List<String> found = new ArrayList<>();
    for (InitTrack track : tracks) {
      if (!track.video()) {
        found.add(track.codec());
      }
    }
    for (Codecs codecs : known) {
      String codec = codecs.audio();
      if (!found.isEmpty() && codec != null && !found.contains(codec)) {
        found.add(codec);
      }
    }
    return found;
  }

  Variant variant(Rates rates) {
    List<String> pictures = pictures();
    List<String> all = new ArrayList<>(pictures);
    all.addAll(sounds());
    int width = 0;
    int height = 0;
    for (InitTrack track : tracks) {
      width = Math.max(width, track.entry().width());
      height = Math.max(height, track.entry().height());
    }
    for (Codecs codecs : known) {
      width = pictures.isEmpty() ? 0 : Math.max(width, codecs.width());
      height = pictures.isEmpty() ? 0 : Math.max(height, codecs.height());
    }
    return new Variant(rates.peak(), rates.average(), all, pictures, width, height);
  }
}
