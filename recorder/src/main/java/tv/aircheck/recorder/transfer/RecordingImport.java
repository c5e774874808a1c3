package tv.aircheck.recorder.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import tv.aircheck.index.Index;
import tv.aircheck.index.TakeRow;
import tv.aircheck.segmenter.JoinPoint;
import tv.aircheck.segmenter.Segmenter;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.segmenter.TakeIdentity;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Takes recordings that were made elsewhere into the archive, through segmenter, spool, index and
 * upload ledger, as if they had been recorded here. The same file for the same channel and time is
 * the same take: a second import changes nothing, one that was killed is gone on with. Blocks.
 */
public final class RecordingImport {
  private final Index index;
  private final Spool spool;
  private final SegmenterSettings segments;
  private final TransferBook book;
  private final long leastFreeBytes;

  /**
   * @param leastFreeBytes with less free on the spool's disk the import stops
   */
  public RecordingImport(
      Index index,
      Spool spool,
      SegmenterSettings segments,
      InstantSource clock,
      long leastFreeBytes) {
    this.index = index;
    this.spool = spool;
    this.segments = segments;
    this.book = new TransferBook(index, clock);
    this.leastFreeBytes = leastFreeBytes;
  }

  /**
   * Imports a file.
   *
   * @param reading follows the first pass, which tells whether it is there already
   * @param writing follows the second
   * @throws TransferRefused if it cannot be: the message says why
   */
  public ImportResult run(ImportRequest request, TransferProgress reading, TransferProgress writing)
      throws IOException {
    requireChannel(request);
    try (ForeignRecording recording = ForeignRecording.open(request.file())) {
      String id = ContentId.of(request, reading);
      Optional<TakeRow> there = book.complete(id);
      if (there.isPresent()) {
        TakeRow.Extent extent = there.get().extent();
        return new ImportResult(id, true, 0, extent.bytes(), extent.durationMs(), null);
      }
      return write(id, request, recording, writing);
    } catch (TransferRefused | StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new TransferRefused(request.file() + " cannot be imported: " + e.getMessage(), e);
    }
  }

  private static void requireChannel(ImportRequest request) throws TransferRefused {
    boolean named =
        SegmentKey.isName(request.channel().app()) && SegmentKey.isName(request.channel().name());
    if (!named) {
      throw new TransferRefused(
          request.channel()
              + " is no channel: letters, digits, '_', '-' and '.' make up its two names");
    }
  }

  private ImportResult write(
      String id, ImportRequest request, ForeignRecording recording, TransferProgress progress)
      throws IOException {
    TakeIdentity identity =
        new TakeIdentity(
            id, request.channel().app(), request.channel().name(), request.startedAtMs());
    long seq = book.open(id, request);
    StagedSegments sink =
        new StagedSegments(spool, book, identity, seq, new SpoolRoom(spool, leastFreeBytes));
    boolean whole = false;
    try {
      Segmenter segmenter = new Segmenter(segments, identity, sink);
      segmenter.start(0, JoinPoint.start());
      RecordingLog log = new RecordingLog(segmenter, request.startedAtMs());
      log.pass(recording, progress, Files.size(request.file()));
      segmenter.end();
      if (sink.segments() == 0) {
        throw new TransferRefused(request.file() + " holds no frame that is whole");
      }
      book.end(id, seq, request.startedAtMs() + log.highestMs());
      whole = true;
      return new ImportResult(
          id,
          false,
          sink.segments(),
          index.takes().find(seq).map(take -> take.extent().bytes()).orElse(0L),
          log.highestMs(),
          recording.damage());
    } finally {
      sink.abandon();
      if (!whole) {
        book.stop(id, seq, request.startedAtMs());
      }
    }
  }
}
