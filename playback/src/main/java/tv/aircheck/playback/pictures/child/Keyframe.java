package tv.aircheck.playback.pictures.child;

import static org.bytedeco.ffmpeg.avutil.AVFrame.FF_DECODE_ERROR_CONCEALMENT_ACTIVE;
import static org.bytedeco.ffmpeg.avutil.AVFrame.FF_DECODE_ERROR_DECODE_SLICES;
import static org.bytedeco.ffmpeg.avutil.AVFrame.FF_DECODE_ERROR_INVALID_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG2_SHOW_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_OUTPUT_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Decodes one keyframe, and nothing after it. */
final class Keyframe {
  /** 8192 x 8192: a parameter set may claim anything. */
  private static final long MOST_PIXELS = 1L << 26;

  /** What decoders put in place of what they could not read is nothing to look at. */
  private static final int NO_PICTURE =
      FF_DECODE_ERROR_INVALID_BITSTREAM
          | FF_DECODE_ERROR_CONCEALMENT_ACTIVE
          | FF_DECODE_ERROR_DECODE_SLICES;

  private Keyframe() {}

  static Frame decode(PictureWire.Decode request) throws PictureWire.Refused {
    AVCodecContext context = open(request);
    AVPacket packet = packet(request.packet());
    Frame frame = new Frame();
    try {
      int sent = avcodec_send_packet(context, packet);
      // Nothing follows: the decoder need not wait for what might be shown before.
      avcodec_send_packet(context, null);
      if (avcodec_receive_frame(context, frame.get()) < 0) {
        throw new PictureWire.Refused(
            "no %s picture in %d bytes (%d)"
                .formatted(request.codec(), request.packet().length, sent));
      }
      if ((frame.get().decode_error_flags() & NO_PICTURE) != 0) {
        throw new PictureWire.Refused(
            "a damaged %s picture in %d bytes".formatted(request.codec(), request.packet().length));
      }
      Frame decoded = frame;
      frame = null;
      return decoded;
    } finally {
      if (frame != null) {
        frame.close();
      }
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }

  private static AVCodecContext open(PictureWire.Decode request) throws PictureWire.Refused {
    AVCodecDescriptor codecName = avcodec_descriptor_get_by_name(request.codec());
    AVCodec codec = codecName == null ? null : avcodec_find_decoder(codecName.id());
    if (codec == null) {
      throw new PictureWire.Refused("these libraries do not decode " + request.codec());
    }
    AVCodecContext context = avcodec_alloc_context3(codec);
    context.thread_count(1);
    context.max_pixels(MOST_PIXELS);
    // A picture from an encoder that refreshes bit by bit is better than none.
    context.flags(context.flags() | AV_CODEC_FLAG_OUTPUT_CORRUPT);
    context.flags2(context.flags2() | AV_CODEC_FLAG2_SHOW_ALL);
    byte[] config = request.config();
    if (config.length > 0) {
      BytePointer copy =
          new BytePointer(av_mallocz((long) config.length + AV_INPUT_BUFFER_PADDING_SIZE));
      copy.capacity((long) config.length + AV_INPUT_BUFFER_PADDING_SIZE);
      copy.put(config, 0, config.length);
      context.extradata(copy);
      context.extradata_size(config.length);
    }
    if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
      avcodec_free_context(context);
      throw new PictureWire.Refused(
          "the %s configuration of %d bytes is refused".formatted(request.codec(), config.length));
    }
    return context;
  }

  private static AVPacket packet(byte[] bytes) throws PictureWire.Refused {
    AVPacket packet = av_packet_alloc();
    if (av_new_packet(packet, bytes.length) < 0) {
      av_packet_free(packet);
      throw new PictureWire.Refused("no memory for a packet of " + bytes.length + " bytes");
    }
    packet.data().capacity(bytes.length).put(bytes, 0, bytes.length);
    return packet;
  }
}
