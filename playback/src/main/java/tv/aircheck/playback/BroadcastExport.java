package tv.aircheck.playback;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.flv.mp4.UnsupportedInMp4Exception;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;

/** Writes a broadcast, or a part of it, as one seekable file, its times beginning at 0. */
public final class BroadcastExport implements AutoCloseable {
  private static final int READ_BYTES = 1024 * 1024;
  private static final int OPEN_FILES = 4;
  private static final int ROWS = 256;

  private final Library library;
  private final Index index;

  /** Nothing that is passed in is closed by this. */
  public BroadcastExport(Index index, Spool spool, ObjectStore store, BringBack bringBack) {
    this.index = index;
    Source source = new Source(index, spool, store, bringBack);
    this.library = new Library(source, OPEN_FILES, System::nanoTime, PlaybackListener.NONE);
  }

  /**
   * Exports what is recorded of a broadcast; of one on air, up to now. Blocks.
   *
   * @return false if the progress stopped it
   * @throws NotPlayable if there is no such broadcast, or nothing in that range
   * @throws UnsupportedInMp4Exception if the format cannot carry what was recorded
   */
  public boolean export(ExportRequest request, ExportProgress progress)
      throws IOException, NotPlayable {
    String id = request.broadcastId();
    Show show = library.shows().byId(id);
    if (show == null) {
      throw new NotPlayable(StatusCode.PLAY_STREAM_NOT_FOUND, "there is no broadcast " + id);
    }
    BroadcastReader reader = new BroadcastReader(library, show, request.toMs());
    reader.seek(request.fromMs());
    Path target = request.file().toAbsolutePath();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    boolean complete = false;
    try {
      complete = write(reader, request, part, progress);
      if (complete) {
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      if (!complete) {
        Files.deleteIfExists(part);
      }
    }
    return complete;
  }

  private boolean write(
      BroadcastReader reader, ExportRequest request, Path part, ExportProgress progress)
      throws IOException, NotPlayable {
    Step step = reader.next(ReadLimit.bytes(READ_BYTES));
    if (!(step instanceof Step.Tags first)) {
      throw new NotPlayable(
          StatusCode.PLAY_STREAM_NOT_FOUND,
          "nothing of " + request.broadcastId() + " is recorded there");
    }
    long originMs = first.firstMs();
    try (FileChannel channel = create(part, first);
        ExportFile out = begin(channel, first, request, reader.show())) {
      boolean headersWritten = true;
      while (step instanceof Step.Tags tags) {
        copy(tags, !headersWritten, originMs, out);
        headersWritten = false;
        long totalMs = Math.min(request.toMs(), reader.show().timeline().durationMs()) - originMs;
        if (!progress.wrote(tags.lastMs() - originMs, totalMs, channel.size())) {
          return false;
        }
        step = reader.next(ReadLimit.bytes(READ_BYTES));
      }
      out.finish();
      channel.force(true);
      return true;
    }
  }

  private static void copy(Step.Tags tags, boolean tellHeaders, long originMs, ExportFile out)
      throws IOException {
    try {
      if (tellHeaders && tags.headers() != null) {
        out.headers(tags.headers(), tags.firstMs() - originMs);
      }
      out.tags(tags.run(), tags.shiftMs() - originMs);
    } finally {
      tags.run().release();
    }
  }

  private static FileChannel create(Path part, Step.Tags first) throws IOException {
    try {
      return FileChannel.open(
          part,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      first.run().release();
      throw e;
    }
  }

  private ExportFile begin(FileChannel channel, Step.Tags first, ExportRequest request, Show show)
      throws IOException {
    try {
      if (request.format() == ExportFormat.FLV) {
        return ExportFile.flv(channel, first.headers(), keyframes(show));
      }
      long originMs = first.firstMs();
      long fromMs = Math.max(0, request.fromMs() - originMs);
      return ExportFile.mp4(channel, first.headers(), fromMs, request.toMs() - originMs);
    } catch (IOException e) {
      first.run().release();
      throw e;
    }
  }

  /** How many there can be at most, for which the file reserves room; a clip has fewer. */
  private int keyframes(Show show) throws CorruptFlvException {
    int count = 0;
    for (Span span : show.timeline().spans()) {
      // From the segment that holds the beginning on: a clip begins inside one.
      long after =
          index
                  .segments()
                  .atPosition(span.takeSeq(), span.fromPosition())
                  .map(SegmentRow::startPosition)
                  .orElse(span.fromPosition())
              - 1;
      for (boolean more = true; more; ) {
        more = false;
        for (SegmentRow row : index.segments().ofTake(span.takeSeq(), after, ROWS)) {
          if (row.startPosition() >= span.toPosition()) {
            break;
          }
          count += KeyframeTable.decode(row.keyframes()).size();
          after = row.startPosition();
          more = true;
        }
      }
    }
    return count;
  }

  @Override
  public void close() {
    library.close();
  }
}
