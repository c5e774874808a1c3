package tv.aircheck.rtmp.message;

import java.util.function.Consumer;
import tv.aircheck.rtmp.RtmpMessage;

/**
 * A message that holds several FLV tags, the first of which has the time of the whole. What does
 * not fit into it is dropped, and so is an aggregate in an aggregate.
 */
public final class Aggregate {
  private static final int HEADER = 11;
  private static final int BACK_POINTER = 4;

  private Aggregate() {}

  /** Hands over the messages in it, in order; each is valid during its call only. */
  public static void split(RtmpMessage whole, Consumer<RtmpMessage> each) {
    int first = 0;
    int at = 0;
    while (whole.length() - at >= HEADER) {
      int type = whole.byteAt(at);
      int length = mediumAt(whole, at + 1);
      int timestamp = whole.byteAt(at + 7) << 24 | mediumAt(whole, at + 4);
      if (length > whole.length() - at - HEADER) {
        return;
      }
      if (at == 0) {
        first = timestamp;
      }
      if (type != MessageType.AGGREGATE) {
        int time = whole.timestamp() + timestamp - first;
        each.accept(new MessagePart(whole, type, time, at + HEADER, length));
      }
      at += HEADER + length + BACK_POINTER;
    }
  }

  private static int mediumAt(RtmpMessage message, int at) {
    return message.byteAt(at) << 16 | message.byteAt(at + 1) << 8 | message.byteAt(at + 2);
  }
}
