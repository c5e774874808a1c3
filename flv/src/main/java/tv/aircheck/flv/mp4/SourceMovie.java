package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a moov box says: its first tracks of picture and sound, with the samples it lists. */
final class SourceMovie {
  private static final int MOST_CODECS = 1_000;

  private final ByteBuf buf;
  private final Map<SourceTrack, SourceSamples> tracks = new LinkedHashMap<>();
  private final Map<Integer, FragmentSamples.Defaults> fragments = new HashMap<>();
  private long timescale = MovieBox.TIMESCALE;

  private SourceMovie(ByteBuf buf) {
    this.buf = buf;
  }

  /**
   * @param moov a cursor at the box
   * @throws CorruptMp4Exception if it makes no sense, or a codec is one that is not recorded
   */
  static SourceMovie of(ByteBuf buf, BoxCursor moov) throws CorruptMp4Exception {
    SourceMovie movie = new SourceMovie(buf);
    BoxCursor boxes = new BoxCursor(buf, moov);
    while (boxes.next()) {
      if (boxes.is("mvhd")) {
        movie.timescale = timescale(buf, boxes);
      } else if (boxes.is("trak")) {
        movie.readTrack(boxes);
      } else if (boxes.is("mvex")) {
        movie.readDefaults(boxes);
      }
    }
    return movie;
  }

  /** In the order of the file; each with the samples listed in the moov box. */
  Map<SourceTrack, SourceSamples> tracks() {
    return tracks;
  }

  /** By track, also of tracks that are not read; empty if there are no fragments. */
  Map<Integer, FragmentSamples.Defaults> fragments() {
    return fragments;
  }

  /** Of an mvhd or an mdhd box. */
  private static long timescale(ByteBuf buf, BoxCursor box) throws CorruptMp4Exception {
    box.require(Box.FULL);
    int at = Box.FULL + (buf.getByte(box.start()) == 1 ? 16 : 8);
    box.require(at + 4);
    long timescale = buf.getUnsignedInt(box.start() + at);
    if (timescale == 0) {
      throw new CorruptMp4Exception("a time scale of 0");
    }
    return timescale;
  }

  private void readDefaults(BoxCursor mvex) throws CorruptMp4Exception {
    BoxCursor boxes = new BoxCursor(buf, mvex);
    while (boxes.next()) {
      if (boxes.is("trex")) {
        boxes.require(Box.FULL + 20);
        int at = boxes.start() + Box.FULL;
        int description = (int) Math.min(buf.getUnsignedInt(at + 4), Integer.MAX_VALUE);
        fragments.put(
            buf.getInt(at),
            new FragmentSamples.Defaults(
                buf.getUnsignedInt(at + 8),
                buf.getUnsignedInt(at + 12),
                buf.getInt(at + 16),
                description));
      }
    }
  }

  private void readTrack(BoxCursor trak) throws CorruptMp4Exception {
    int id = trackId(trak);
    BoxCursor media = new BoxCursor(buf, trak);
    if (!media.find("mdia")) {
      throw new CorruptMp4Exception("track " + id + " has no media");
    }
    String handler = handler(media);
    boolean video = handler.equals("vide");
    boolean known = tracks.keySet().stream().anyMatch(track -> track.video() == video);
    if (known || (!video && !handler.equals("soun"))) {
      return;
    }
    BoxCursor header = inside(media, "mdhd");
    long trackScale = timescale(buf, header);
    BoxCursor table = inside(inside(media, "minf"), "stbl");
    double offsetMs = offsetMs(trak, trackScale);
    SourceTrack track =
        new SourceTrack(id, video, trackScale, offsetMs, codecs(inside(table, "stsd")));
    tracks.put(track, TableSamples.of(buf, table));
  }

  private BoxCursor inside(BoxCursor box, String type) throws CorruptMp4Exception {
    BoxCursor boxes = new BoxCursor(buf, box);
    if (!boxes.find(type)) {
      throw new CorruptMp4Exception("there is no " + type + " box where one has to be");
    }
    return boxes;
  }

  private int trackId(BoxCursor trak) throws CorruptMp4Exception {
    BoxCursor header = inside(trak, "tkhd");
    header.require(Box.FULL);
    int at = Box.FULL + (buf.getByte(header.start()) == 1 ? 16 : 8);
    header.require(at + 4);
    return buf.getInt(header.start() + at);
  }

  private String handler(BoxCursor media) throws CorruptMp4Exception {
    BoxCursor handler = inside(media, "hdlr");
    handler.require(Box.FULL + 8);
    return BoxCursor.text(buf.getInt(handler.start() + Box.FULL + 4));
  }

  private List<SourceCodec> codecs(BoxCursor stsd) throws CorruptMp4Exception {
    stsd.require(Box.FULL + 4);
    BoxCursor entries = new BoxCursor(buf, stsd.start() + Box.FULL + 4, stsd.end());
    List<SourceCodec> codecs = new ArrayList<>();
    while (entries.next() && codecs.size() < MOST_CODECS) {
      codecs.add(SourceCodec.of(buf, entries));
    }
    return codecs;
  }

  /** By the edit list: what it leaves empty first, and where in the media it begins. */
  private double offsetMs(BoxCursor trak, long trackScale) throws CorruptMp4Exception {
    BoxCursor edits = new BoxCursor(buf, trak);
    BoxCursor list = edits.find("edts") ? new BoxCursor(buf, edits) : null;
    if (list == null || !list.find("elst")) {
      return 0;
    }
    list.require(Box.FULL + 4);
    boolean wide = buf.getByte(list.start()) == 1;
    Table table = Table.of(buf, list, 0, wide ? 20 : 12);
    double emptyMs = 0;
    for (int i = 0; i < table.count(); i++) {
      int at = table.start() + i * table.entryBytes();
      long duration = wide ? buf.getLong(at) : buf.getUnsignedInt(at);
      long mediaStart = wide ? buf.getLong(at + 8) : buf.getInt(at + 4);
      if (mediaStart >= 0) {
        return emptyMs - mediaStart * 1000.0 / trackScale;
      }
      emptyMs += duration * 1000.0 / timescale;
    }
    return emptyMs;
  }
}
