package tv.aircheck.recorder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.OpenedBy;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentScan;
import tv.aircheck.segmenter.TakeIdentity;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolFile;

/**
 * Puts right what the last run left, before anything is recorded:
 *
 * <ol>
 *   <li>a sealed file without a row is read through and gets one; one of what was deleted on
 *       purpose goes, too: another node's spool may still hold it
 *   <li>an unfinished file is cut to its last whole tag and open again; one with nothing in it is
 *       deleted
 *   <li>a take that is open waits for its origin, which goes on with it or says that it is gone
 * </ol>
 *
 * Each step may be repeated: a crash in here is like a crash before. A file that cannot be made
 * sense of is reported and left where it is.
 */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final int PAGE = 1_000;

  private final Index index;
  private final Spool spool;
  private final Desk desk;

  Recovery(Index index, Desk desk) {
    this.index = index;
    this.spool = desk.spool();
    this.desk = desk;
  }

  /**
   * A take that waits for its origin.
   *
   * @param position where it goes on
   */
  record Left(TakeOpen take, RecorderSession session, long position) {}

  List<Left> run() throws IOException {
    long rows = insertMissingRows();
    Map<String, List<SpoolFile>> parts = byTake(spool.parts());
    parts.values().forEach(files -> enterIfUnknown(files.get(0)));
    List<Left> left = new ArrayList<>();
    Set<String> open = new HashSet<>();
    for (TakeRow take : index.takes().open()) {
      open.add(take.id());
      leave(take, parts.getOrDefault(take.id(), List.of())).ifPresent(left::add);
    }
    for (List<SpoolFile> files : parts.values()) {
      if (!open.contains(files.get(0).takeId())) {
        sealAll(files);
      }
    }
    if (rows > 0 || !left.isEmpty()) {
      log.info(
          "{} takes wait for their origin; {} segments entered in the index", left.size(), rows);
    }
    return left;
  }

  private static Map<String, List<SpoolFile>> byTake(List<SpoolFile> files) {
    return files.stream()
        .collect(Collectors.groupingBy(SpoolFile::takeId, LinkedHashMap::new, Collectors.toList()));
  }

  private long insertMissingRows() throws IOException {
    long inserted = 0;
    for (List<SpoolFile> files : byTake(spool.sealed()).values()) {
      Optional<TakeRow> take = index.takes().find(files.get(0).takeId());
      Set<Long> known = take.map(row -> positions(row.seq())).orElse(Set.of());
      List<SpoolFile> unknown =
          files.stream().filter(file -> !known.contains(file.startPosition())).toList();
      for (SpoolFile file : unknown.isEmpty() ? unknown : butDeleted(unknown)) {
        if (insertRow(file)) {
          inserted++;
        }
      }
    }
    return inserted;
  }

  /** Of one take; files of what was deleted from another place than this spool are deleted. */
  private List<SpoolFile> butDeleted(List<SpoolFile> files) {
    String takeId = files.get(0).takeId();
    DeletedParts deleted = DeletedParts.of(index, takeId);
    List<SpoolFile> left = new ArrayList<>();
    for (SpoolFile file : files) {
      if (!deleted.has(file.startPosition())) {
        left.add(file);
        continue;
      }
      try {
        spool.delete(file);
      } catch (IOException e) {
        log.error("{} was deleted from the archive, and stays in the spool", file.path(), e);
      }
    }
    if (left.size() < files.size()) {
      log.info(
          "Take {} was deleted, or these parts of it: {} files that were left of it in the spool"
              + " are, too",
          takeId,
          files.size() - left.size());
    }
    return left;
  }

  private Set<Long> positions(long seq) {
    Set<Long> positions = new HashSet<>();
    List<SegmentRow> page = index.segments().ofTake(seq, -1, PAGE);
    while (!page.isEmpty()) {
      page.forEach(row -> positions.add(row.startPosition()));
      page = index.segments().ofTake(seq, page.get(page.size() - 1).startPosition(), PAGE);
    }
    return positions;
  }

  private boolean insertRow(SpoolFile file) throws IOException {
    Optional<FileChannel> channel = spool.open(file.key(0));
    if (channel.isEmpty()) {
      return false;
    }
    SegmentScan scan;
    try {
      scan = SegmentScan.of(channel.get());
    } catch (IOException | IllegalArgumentException e) {
      log.error("{} cannot be read and is left out of the index", file.path(), e);
      return false;
    }
    if (scan.damage() != null) {
      log.error("{} is damaged and left out of the index: {}", file.path(), scan.damage());
      return false;
    }
    desk.book().foundSegment(seqOf(offer(scan.head().take())), scan.summary());
    return true;
  }

  /** Of a take that may have ended: found, not opened again. */
  private long seqOf(TakeOpen take) {
    return index
        .takes()
        .find(take.takeId())
        .map(TakeRow::seq)
        .orElseGet(() -> desk.book().open(take).seq());
  }

  private void enterIfUnknown(SpoolFile part) {
    if (index.takes().find(part.takeId()).isPresent()
        || DeletedParts.of(index, part.takeId()).has(part.startPosition())) {
      return;
    }
    try {
      SegmentHead head = desk.salvage().head(part);
      desk.book().open(offer(head.take()));
    } catch (IOException | IllegalArgumentException e) {
      log.info("{} does not say what it is: {}", part.path(), e.getMessage());
    }
  }

  private Optional<Left> leave(TakeRow row, List<SpoolFile> parts) {
    TakeOpen take = offer(row);
    RecorderSession session = RecorderSession.left(desk, take, row.seq());
    try {
      for (int i = 0; i < parts.size(); i++) {
        Optional<Salvage.Found> found =
            desk.salvage().reopen(parts.get(i), take, row.seq(), session::acknowledge);
        if (found.isPresent() && i < parts.size() - 1) {
          found.get().segmenter().end();
        } else if (found.isPresent()) {
          session.goOnWith(found.get());
          return Optional.of(new Left(take, session, found.get().segmenter().position()));
        }
      }
      long position = desk.book().position(row.id()).orElse(0);
      return Optional.of(new Left(take, session, position));
    } catch (IOException | IllegalArgumentException e) {
      log.error("Take {} cannot be gone on with; its files are left as they are", row.id(), e);
      return Optional.empty();
    }
  }

  /** Of takes that ended although a file of theirs had not: sealed like the rest. */
  private void sealAll(List<SpoolFile> parts) {
    Optional<TakeRow> row = index.takes().find(parts.get(0).takeId());
    DeletedParts deleted = DeletedParts.of(index, parts.get(0).takeId());
    for (SpoolFile part : parts) {
      try {
        if (row.isEmpty() || deleted.has(part.startPosition())) {
          spool.delete(part);
          continue;
        }
        Optional<Salvage.Found> found =
            desk.salvage().reopen(part, offer(row.get()), row.get().seq(), position -> {});
        if (found.isPresent()) {
          found.get().segmenter().end();
        }
      } catch (IOException | IllegalArgumentException e) {
        log.error("{} cannot be finished and is left as it is", part.path(), e);
      }
    }
  }

  private static TakeOpen offer(TakeRow row) {
    ChannelName channel = row.channel();
    return offer(
        new TakeIdentity(row.id(), channel.app(), channel.name(), row.startedAtMs()),
        row.originNode());
  }

  private static TakeOpen offer(TakeIdentity take) {
    return offer(take, OnRecord.UNKNOWN_ORIGIN);
  }

  /** As its origin would offer it from the start; what only the origin knows is left open. */
  private static TakeOpen offer(TakeIdentity take, String originNode) {
    return new TakeOpen(
        0,
        take.takeId(),
        take.app(),
        take.name(),
        take.startedAtMs(),
        originNode,
        OpenedBy.PUBLISH,
        null,
        0,
        JoinContext.START);
  }
}
