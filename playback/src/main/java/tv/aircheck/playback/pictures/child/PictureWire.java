package tv.aircheck.playback.pictures.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * What goes between the two processes, over the child's standard input and output. The child says
 * {@link #READY} once its libraries are loaded; then each request is answered before the next is
 * sent. Numbers are big-endian, bytes come behind their number.
 */
public final class PictureWire {
  public static final int READY = 0x41435031; // ACP1

  /** More than any frame that RTMP lets in, and than any sheet. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int DECODE = 1;
  private static final int ENCODE = 2;
  private static final int DONE = 0;
  private static final int REFUSED = 1;

  private PictureWire() {}

  /** What is asked for. */
  public sealed interface Request {}

  /**
   * Decodes one keyframe and fits it into a box, its shape kept and never enlarged.
   *
   * @param codec as FFmpeg names it: h264, hevc, av1, vp9, vp8
   * @param config the codec's configuration record; empty without one
   * @param packet the keyframe alone
   * @param jpeg a JPEG is wanted, else planes
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Decode(
      String codec, byte[] config, byte[] packet, int boxWidth, int boxHeight, boolean jpeg)
      implements Request {}

  /** Makes a JPEG of planes: luma, then half as wide and high blue and red, of the full range. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Encode(int width, int height, byte[] planes) implements Request {}

  /** A JPEG or planes, whichever was asked for. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Picture(int width, int height, byte[] bytes) {}

  /** What was sent makes no picture. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    public Refused(String words) {
      super(words, null, false, false);
    }
  }

  public static void write(DataOutputStream out, Request request) throws IOException {
    if (request instanceof Decode decode) {
      out.writeByte(DECODE);
      out.writeUTF(decode.codec());
      writeBytes(out, decode.config());
      writeBytes(out, decode.packet());
      out.writeInt(decode.boxWidth());
      out.writeInt(decode.boxHeight());
      out.writeBoolean(decode.jpeg());
    } else if (request instanceof Encode encode) {
      out.writeByte(ENCODE);
      out.writeInt(encode.width());
      out.writeInt(encode.height());
      writeBytes(out, encode.planes());
    }
    out.flush();
  }

  /** Null when the other end is gone. */
  static Request readRequest(DataInputStream in) throws IOException {
    int verb = in.read();
    return switch (verb) {
      case -1 -> null;
      case DECODE ->
          new Decode(
              in.readUTF(),
              readBytes(in),
              readBytes(in),
              in.readInt(),
              in.readInt(),
              in.readBoolean());
      case ENCODE -> new Encode(in.readInt(), in.readInt(), readBytes(in));
      default -> throw new IOException("no such request: " + verb);
    };
  }

  static void write(DataOutputStream out, Picture picture) throws IOException {
    out.writeByte(DONE);
    out.writeInt(picture.width());
    out.writeInt(picture.height());
    writeBytes(out, picture.bytes());
    out.flush();
  }

  static void write(DataOutputStream out, Refused refused) throws IOException {
    out.writeByte(REFUSED);
    out.writeUTF(refused.getMessage());
    out.flush();
  }

  /**
   * Reads an answer.
   *
   * @throws EOFException when the child is gone
   */
  public static Picture readAnswer(DataInputStream in) throws IOException, Refused {
    int status = in.read();
    return switch (status) {
      case DONE -> new Picture(in.readInt(), in.readInt(), readBytes(in));
      case REFUSED -> throw new Refused(in.readUTF());
      case -1 -> throw new EOFException("it is gone");
      default -> throw new IOException("no such answer: " + status);
    };
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException(length + " bytes are no picture");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
