package tv.aircheck.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tv.aircheck.playback.http.TestMedia;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;
import tv.aircheck.testkit.ffmpeg.PacketRequest;

/** A player of HLS, as simple as can be: it reads playlists and loads what they name. */
final class HlsClient {
  private static final Pattern SKIPPED = Pattern.compile("#EXT-X-SKIP:SKIPPED-SEGMENTS=(\\d+)");
  private static final String MAP = "#EXT-X-MAP:URI=";

  private final TestMedia media;
  private final String folder;

  HlsClient(TestMedia media, String show) {
    this.media = media;
    this.folder = "/hls/" + show + "/";
  }

  /** A playlist, taken apart: each entry with the lines before it. */
  static final class Listed {
    final List<String> head = new ArrayList<>();
    final List<String> entries = new ArrayList<>();
    boolean over;

    String uri(int entry) {
      String lines = entries.get(entry);
      return lines.substring(lines.lastIndexOf('\n') + 1);
    }

    boolean isGap(int entry) {
      return entries.get(entry).contains("#EXT-X-GAP\n");
    }

    long durationMs() {
      return entries.stream().mapToLong(Listed::durationMs).sum();
    }

    private static long durationMs(String lines) {
      int at = lines.indexOf("#EXTINF:") + 8;
      return Math.round(1000 * Double.parseDouble(lines.substring(at, lines.indexOf(',', at))));
    }
  }

  /** The address of a playlist, for players that are not this one. */
  String url(String name) {
    return media.url(folder + name);
  }

  HttpResponse<byte[]> get(String name, String... fields) throws Exception {
    return media.get(folder + name, fields);
  }

  byte[] load(String name) throws Exception {
    HttpResponse<byte[]> response = get(name);
    assertThat(response.statusCode()).as(name).isEqualTo(200);
    return response.body();
  }

  String text(String name) throws Exception {
    return new String(load(name), StandardCharsets.UTF_8);
  }

  static Listed parse(String text, Listed before) {
    Listed listed = new Listed();
    StringBuilder lines = new StringBuilder();
    for (String line : text.lines().toList()) {
      Matcher skipped = SKIPPED.matcher(line);
      if (skipped.matches()) {
        listed.entries.addAll(before.entries.subList(0, Integer.parseInt(skipped.group(1))));
      } else if (line.equals("#EXT-X-ENDLIST")) {
        listed.over = true;
      } else if (!line.startsWith("#")) {
        listed.entries.add(lines + line);
        lines.setLength(0);
      } else if (isOfEntry(line)) {
        lines.append(line).append('\n');
      } else {
        listed.head.add(line);
      }
    }
    return listed;
  }

  private static boolean isOfEntry(String line) {
    return line.startsWith("#EXTINF")
        || line.startsWith(MAP)
        || line.startsWith("#EXT-X-PROGRAM")
        || line.equals("#EXT-X-GAP")
        || line.equals("#EXT-X-DISCONTINUITY");
  }

  Listed list(String name) throws Exception {
    return parse(text(name), null);
  }

  /** What FFmpeg finds in all that is listed, in order. */
  List<Packet> packets(Listed listed, Path scratch) throws Exception {
    Loaded loaded = new Loaded();
    loaded.load(listed);
    return loaded.packets(scratch);
  }

  /** What a player has loaded, in the order it did; the pieces of one init segment are one file. */
  final class Loaded {
    private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();
    private final Map<String, byte[]> pieces = new LinkedHashMap<>();
    private ByteArrayOutputStream file;
    private int known;

    /** Loads what is listed now and was not before. */
    void load(Listed listed) throws Exception {
      for (; known < listed.entries.size(); known++) {
        String lines = listed.entries.get(known);
        int map = lines.indexOf(MAP);
        if (map >= 0) {
          String init = lines.substring(map + MAP.length() + 1, lines.indexOf("\"\n", map));
          file = new ByteArrayOutputStream();
          assertThat(files.put(init, file)).as(init).isNull();
          file.write(HlsClient.this.load(init));
        }
        if (!listed.isGap(known)) {
          byte[] piece = HlsClient.this.load(listed.uri(known));
          pieces.put(listed.uri(known), piece);
          file.write(piece);
        }
      }
    }

    /** By address. */
    Map<String, byte[]> pieces() {
      return pieces;
    }

    List<Packet> packets(Path scratch) throws IOException {
      List<Packet> packets = new ArrayList<>();
      for (ByteArrayOutputStream one : files.values()) {
        packets.addAll(read(one.toByteArray(), scratch));
      }
      return packets;
    }
  }

  private static List<Packet> read(byte[] bytes, Path scratch) throws IOException {
    Path path = Files.createTempFile(scratch, "part", ".mp4");
    Files.write(path, bytes);
    return FfmpegChild.packets(PacketRequest.all(path.toString()));
  }
}
