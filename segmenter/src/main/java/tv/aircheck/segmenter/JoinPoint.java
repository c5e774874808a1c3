package tv.aircheck.segmenter;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;

/**
 * What one who begins in the middle of a log has to know of what came before.
 *
 * @param lastMark the last mark at or before the position, null if there is none
 */
public record JoinPoint(StreamHeaders headers, CutState cut, LogMark lastMark) {

  /** The start of a log. */
  public static JoinPoint start() {
    return new JoinPoint(new StreamHeaders(), CutState.START, null);
  }

  /**
   * With the headers as whole tags.
   *
   * @param headerTags borrowed; its indexes stay
   */
  public static JoinPoint of(ByteBuf headerTags, CutState cut, LogMark lastMark)
      throws CorruptFlvException {
    StreamHeaders headers = new StreamHeaders();
    TagCursor tags = new TagCursor().reset(headerTags);
    while (tags.next()) {
      headers.offer(tags.kind(), headerTags, tags.start(), tags.end());
    }
    return new JoinPoint(headers, cut, lastMark);
  }
}
