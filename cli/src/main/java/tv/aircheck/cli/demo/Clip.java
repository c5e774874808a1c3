package tv.aircheck.cli.demo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;

/**
 * A short FLV recording that can be played over and over.
 *
 * @param headers metadata and codec headers: sent once, at the start
 * @param media the rest, in the order of the file
 * @param lengthMs after how long it begins again
 */
record Clip(List<ClipTag> headers, List<ClipTag> media, long lengthMs) {
  /** One tag's body. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ClipTag(int type, long timestampMs, byte[] body) {}

  private static final String BUILT_IN = "clip.flv";

  /** The clip that comes with the program. */
  static Clip builtIn() {
    try (InputStream in = Clip.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without its clip " + BUILT_IN);
      }
      return read(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("the built-in clip cannot be read", e);
    }
  }

  private static Clip read(byte[] file) throws IOException {
    ByteBuf bytes = Unpooled.wrappedBuffer(file);
    List<ClipTag> headers = new ArrayList<>();
    List<ClipTag> media = new ArrayList<>();
    TagCursor tags = new TagCursor().reset(bytes, TagLayout.FILE_HEADER, file.length);
    while (tags.next()) {
      byte[] body = new byte[tags.bodyLength()];
      bytes.getBytes(tags.bodyStart(), body);
      boolean coded = TagKind.isCodedMedia(tags.kind());
      if (coded || tags.type() == TagType.SCRIPT || TagKind.isSequenceHeader(tags.kind())) {
        (coded ? media : headers).add(new ClipTag(tags.type(), tags.timestampMs(), body));
      }
    }
    long last = media.get(media.size() - 1).timestampMs();
    long videoFrames = media.stream().filter(tag -> tag.type() == TagType.VIDEO).count();
    return new Clip(List.copyOf(headers), List.copyOf(media), last + last / videoFrames);
  }
}
