package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import java.util.List;
import tv.aircheck.relay.Mark;

/**
 * What a reader took from a log at once.
 *
 * @param from where the first run begins
 * @param to where the reader goes on
 * @param lost the log has {@code [from, to)} no more; there are no runs then
 * @param runs retained slices of whole tags, end to end; the reader releases them
 * @param marks those inside, in order
 */
record LogBatch(long from, long to, boolean lost, List<ByteBuf> runs, List<Mark> marks) {
  static LogBatch lost(long from, long to) {
    return new LogBatch(from, to, true, List.of(), List.of());
  }
}
