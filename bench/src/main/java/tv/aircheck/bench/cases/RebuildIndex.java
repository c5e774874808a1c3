package tv.aircheck.bench.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.archive.StoredShows;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.recorder.BroadcastRule;
import tv.aircheck.recorder.BroadcastSettings;
import tv.aircheck.recorder.rebuild.Rebuild;
import tv.aircheck.recorder.rebuild.RebuildListener;
import tv.aircheck.recorder.rebuild.RebuildParts;
import tv.aircheck.recorder.rebuild.RebuildResult;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.s3.S3Server;

/** An index made anew from an S3 server: from manifests, and by reading every segment through. */
public final class RebuildIndex implements BenchCase {
  private static final int SHOWS = 10;
  private static final Duration EACH = Duration.ofMinutes(5);

  /** As {@code index rebuild} has it. */
  private static final int THREADS = 8;

  private static final String BY_MANIFESTS = "from manifests";
  private static final String READ_THROUGH = "without manifests: every segment is read through";

  @Override
  public String name() {
    return "rebuild";
  }

  @Override
  public String title() {
    return "an index made anew from the store";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    long segments;
    try (S3Server server = S3Server.start(lab.folder("bucket"));
        ObjectStore store = S3Server.open(server.newBucket())) {
      lab.say("rebuild: making %d shows in a bucket".formatted(SHOWS));
      segments = StoredShows.make(store, lab.folder("made"), SHOWS, EACH);
      measure(lab, store, BY_MANIFESTS, segments, new Samples());
      measure(lab, store, BY_MANIFESTS, segments, samples);
      store.delete(manifests(store));
      measure(lab, store, READ_THROUGH, segments, samples);
    }
    return Result.measured(
        name(),
        title(),
        List.of(
            samples.row(BY_MANIFESTS, "segments/s", null),
            samples.row(READ_THROUGH, "segments/s", null)),
        "%d shows of %d minutes, %d segments of 1.4 MB, on S3Proxy over a folder, in the same process; %d threads."
            .formatted(SHOWS, EACH.toMinutes(), segments, THREADS));
  }

  private static List<String> manifests(ObjectStore store) throws IOException {
    List<String> keys = new ArrayList<>();
    Listing page = store.list("broadcasts/", "", 1_000);
    page.objects().stream().map(ObjectInfo::key).forEach(keys::add);
    return keys;
  }

  private static void measure(
      Lab lab, ObjectStore store, String how, long segments, Samples samples) throws Exception {
    for (int repeat = 1; repeat <= lab.settings().repeats(); repeat++) {
      lab.say("rebuild: %s, %d".formatted(how, repeat));
      once(lab, store, how, segments, samples);
    }
  }

  private static void once(Lab lab, ObjectStore store, String how, long segments, Samples samples)
      throws Exception {
    Path folder = lab.folder("rebuild");
    Spool spool = Spool.open(folder.resolve("spool"), new LocalDisk());
    try (Index index = Index.open(IndexSettings.at(folder.resolve("index.db")))) {
      RebuildParts parts =
          new RebuildParts(
              index,
              store,
              spool,
              new BroadcastRule(BroadcastSettings.DEFAULT),
              InstantSource.system(),
              Files.createDirectory(folder.resolve("scratch")),
              THREADS);
      long begin = lab.nanos();
      RebuildResult result = new Rebuild(parts, RebuildListener.NONE).run();
      double seconds = (lab.nanos() - begin) / 1e9;
      if (result.segments() != segments) {
        throw new IllegalStateException("of " + segments + " segments the new index has " + result);
      }
      samples.add(Series.OURS, how, segments / seconds);
    }
  }
}
