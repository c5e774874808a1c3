package tv.aircheck.playback.pictures.child;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A picture as a JPEG. */
final class Jpeg {
  /** From 1, the best, to 31. */
  private static final int QUALITY = 4;

  private Jpeg() {}

  static PictureWire.Picture of(AVFrame frame) throws PictureWire.Refused {
    AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    AVCodecContext context = avcodec_alloc_context3(codec);
    AVPacket packet = av_packet_alloc();
    try {
      context.width(frame.width()).height(frame.height()).pix_fmt(frame.format());
      context.color_range(frame.color_range()).colorspace(frame.colorspace());
      context.time_base(av_make_q(1, 1)).thread_count(1);
      context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
      context.global_quality(FF_QP2LAMBDA * QUALITY);
      frame.quality(FF_QP2LAMBDA * QUALITY);
      boolean made =
          avcodec_open2(context, codec, (AVDictionary) null) >= 0
              && avcodec_send_frame(context, frame) >= 0
              && avcodec_receive_packet(context, packet) >= 0;
      if (!made) {
        throw new PictureWire.Refused(
            "a picture of %dx%d does not become a JPEG".formatted(frame.width(), frame.height()));
      }
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      return new PictureWire.Picture(frame.width(), frame.height(), bytes);
    } finally {
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }
}
