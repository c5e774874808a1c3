package tv.aircheck.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** One tag of a {@link GeneratedLog}: where it stands, what it is, its body. */
public final class GeneratedTag {
  /** What a test wants to tell apart. */
  public enum Kind {
    METADATA,
    VIDEO_HEADER,
    KEYFRAME,
    INTER_FRAME,
    AUDIO_HEADER,
    AUDIO_FRAME;

    public boolean isHeader() {
      return this == METADATA || this == VIDEO_HEADER || this == AUDIO_HEADER;
    }

    int tagType() {
      return switch (this) {
        case METADATA -> 18;
        case VIDEO_HEADER, KEYFRAME, INTER_FRAME -> 9;
        case AUDIO_HEADER, AUDIO_FRAME -> 8;
      };
    }
  }

  private static final int OVERHEAD = 15;

  private final Kind kind;
  private final long position;
  private final long timestampMs;
  private final byte[] body;

  GeneratedTag(Kind kind, long position, long timestampMs, byte[] body) {
    this.kind = kind;
    this.position = position;
    this.timestampMs = timestampMs;
    this.body = body;
  }

  public Kind kind() {
    return kind;
  }

  /** FLV tag type: 8 audio, 9 video, 18 script. */
  public int type() {
    return kind.tagType();
  }

  /** Of the tag's first byte in the log. */
  public long position() {
    return position;
  }

  /** Of the byte after the tag in the log. */
  public long end() {
    return position + OVERHEAD + body.length;
  }

  public long timestampMs() {
    return timestampMs;
  }

  /** A view of the body on the heap; nothing to release. */
  public ByteBuf body() {
    return Unpooled.wrappedBuffer(body).asReadOnly();
  }

  /** Appends the tag as it stands in a log: header, body, size. */
  public void writeTo(ByteBuf out) {
    out.writeByte(type());
    out.writeMedium(body.length);
    out.writeMedium((int) (timestampMs & 0xFFFFFF));
    out.writeByte((int) (timestampMs >>> 24));
    out.writeMedium(0);
    out.writeBytes(body);
    out.writeInt(body.length + 11);
  }

  @Override
  public String toString() {
    return kind + " at " + position + ", " + timestampMs + " ms, " + body.length + " bytes";
  }
}
