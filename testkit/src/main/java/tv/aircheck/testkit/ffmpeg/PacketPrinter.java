package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static tv.aircheck.testkit.ffmpeg.FfmpegException.check;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Reads packets and prints a {@link Packet} line for each, and why it stopped. */
final class PacketPrinter {
  private final String url;
  private final int most;
  private final int seekAfter;
  private final int seekMs;
  private final int bufferMs;
  private final PrintStream out;
  private final Map<Integer, String> extradata = new HashMap<>();

  PacketPrinter(Arguments args, PrintStream out) {
    this.url = args.text("url");
    this.most = args.number("most", Integer.MAX_VALUE);
    this.seekAfter = args.number("seekafter", -1);
    this.seekMs = args.number("seekms", 0);
    this.bufferMs = args.number("bufferms");
    this.out = out;
  }

  void run() {
    try (Input input = Input.open(url, options())) {
      int end = 0;
      boolean sought = false;
      for (int count = 0; count < most && end >= 0; ) {
        if (count == seekAfter && !sought) {
          seek(input);
          sought = true;
        }
        end = input.next();
        if (end >= 0) {
          count += print(input) ? 1 : 0;
        }
      }
      if (end != 0 && end != AVERROR_EOF) {
        throw new FfmpegException("reading " + url + ": " + FfmpegException.words(end));
      }
    }
  }

  private Map<String, String> options() {
    Map<String, String> options = new HashMap<>(Input.VERBATIM);
    if (url.startsWith("rtmp:")) {
      options.put("rtmp_buffer", String.valueOf(bufferMs));
    }
    return options;
  }

  /** A packet without a payload only carries a header for those after it: it is not printed. */
  private boolean print(Input input) {
    Packet packet = describe(input);
    av_packet_unref(input.packet());
    if (packet.size() == 0) {
      return false;
    }
    out.println(packet);
    // Those who watch a live stream wait for single packets.
    out.flush();
    return true;
  }

  private void seek(Input input) {
    check(av_seek_frame(input.context(), 0, seekMs, AVSEEK_FLAG_BACKWARD), "seeking " + seekMs);
    out.println("seek " + seekMs);
  }

  private Packet describe(Input input) {
    AVPacket packet = input.packet();
    AVStream stream = input.context().streams(packet.stream_index());
    AVCodecParameters codec = stream.codecpar();
    return new Packet(
        media(codec.codec_type()),
        avcodec_get_name(codec.codec_id()).getString(),
        ms(packet.pts(), stream),
        ms(packet.dts(), stream),
        packet.size(),
        (packet.flags() & AV_PKT_FLAG_KEY) != 0,
        crc(packet.data(), packet.size()),
        extradata(packet, codec));
  }

  private static Packet.Media media(int type) {
    if (type == AVMEDIA_TYPE_VIDEO) {
      return Packet.Media.VIDEO;
    }
    return type == AVMEDIA_TYPE_AUDIO ? Packet.Media.AUDIO : Packet.Media.DATA;
  }

  private static long ms(long time, AVStream stream) {
    return time == AV_NOPTS_VALUE ? -1 : av_rescale_q(time, stream.time_base(), av_make_q(1, 1000));
  }

  /** A codec header in mid-stream comes along with the packet it is for. */
  private String extradata(AVPacket packet, AVCodecParameters codec) {
    SizeTPointer size = new SizeTPointer(1);
    BytePointer fresh = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, size);
    if (fresh != null) {
      extradata.put(packet.stream_index(), crc(fresh, (int) size.get()));
    }
    return extradata.computeIfAbsent(
        packet.stream_index(), stream -> crc(codec.extradata(), codec.extradata_size()));
  }

  private static String crc(BytePointer data, int size) {
    if (data == null || size == 0) {
      return Packet.NOTHING;
    }
    CRC32C crc = new CRC32C();
    crc.update(new BytePointer(data).capacity(size).asByteBuffer());
    return "%08x".formatted(crc.getValue());
  }
}
