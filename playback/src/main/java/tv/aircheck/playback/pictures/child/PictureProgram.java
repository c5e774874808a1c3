package tv.aircheck.playback.pictures.child;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/**
 * The child's main: {@code PictureProgram MILLISECONDS}. Ends with its standard input, that is with
 * the process that started it, and when a picture takes longer than it may: whoever asked has
 * killed it before, unless he is dead himself.
 */
public final class PictureProgram {
  private static final int BUFFER = 1 << 16;
  private static final int TOOK_TOO_LONG = 3;

  private PictureProgram() {}

  public static void main(String[] words) throws IOException {
    long patienceMs = Long.parseLong(words[0]);
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER));
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
    // Whatever prints a line must not print it among the answers.
    System.setOut(System.err);
    Loader.load(avcodec.class);
    Loader.load(swscale.class);
    av_log_set_level(AV_LOG_QUIET);
    out.writeInt(PictureWire.READY);
    out.flush();
    Timer watch = new Timer("deadline", true);
    PictureWire.Request request = PictureWire.readRequest(in);
    while (request != null) {
      TimerTask deadline = halt();
      watch.schedule(deadline, patienceMs);
      answer(request, out);
      deadline.cancel();
      request = PictureWire.readRequest(in);
    }
  }

  private static TimerTask halt() {
    return new TimerTask() {
      @Override
      public void run() {
        Runtime.getRuntime().halt(TOOK_TOO_LONG);
      }
    };
  }

  private static void answer(PictureWire.Request request, DataOutputStream out) throws IOException {
    try {
      PictureWire.write(out, make(request));
    } catch (PictureWire.Refused e) {
      PictureWire.write(out, e);
    }
  }

  private static PictureWire.Picture make(PictureWire.Request request) throws PictureWire.Refused {
    if (request instanceof PictureWire.Encode encode) {
      try (Frame frame = Planes.frame(encode)) {
        return Jpeg.of(frame.get());
      }
    }
    PictureWire.Decode decode = (PictureWire.Decode) request;
    try (Frame whole = Keyframe.decode(decode);
        Frame fitted = Fit.into(whole.get(), decode.boxWidth(), decode.boxHeight())) {
      AVFrame frame = fitted.get();
      return decode.jpeg() ? Jpeg.of(frame) : Planes.of(frame);
    }
  }
}
