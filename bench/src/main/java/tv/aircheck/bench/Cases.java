package tv.aircheck.bench;

import java.util.List;
import tv.aircheck.bench.cases.Burst;
import tv.aircheck.bench.cases.IndexScale;
import tv.aircheck.bench.cases.LiveLatency;
import tv.aircheck.bench.cases.Play;
import tv.aircheck.bench.cases.PlayFromBucket;
import tv.aircheck.bench.cases.PlayOverHttp;
import tv.aircheck.bench.cases.RebuildIndex;
import tv.aircheck.bench.cases.RecorderAlone;
import tv.aircheck.bench.cases.Recording;
import tv.aircheck.bench.cases.Recovery;
import tv.aircheck.bench.cases.RetentionPlanning;
import tv.aircheck.bench.cases.Seek;
import tv.aircheck.bench.cases.SeekFromBucket;
import tv.aircheck.bench.cases.Start;
import tv.aircheck.bench.cases.Upload;

/** All there is to measure, in the order in which it is run and shown. */
final class Cases {
  private Cases() {}

  static List<BenchCase> all() {
    return List.of(
        new Recording(100),
        new Recording(500),
        new Recording(1000),
        new Recording(2000),
        new RecorderAlone(500),
        new Burst(500),
        new Play(),
        new PlayFromBucket(),
        new PlayOverHttp(),
        new LiveLatency(0),
        new LiveLatency(500),
        new Seek(),
        new SeekFromBucket(),
        new IndexScale(),
        new Recovery(500),
        new Start(),
        new Upload(),
        new RebuildIndex(),
        new RetentionPlanning());
  }

  /** Those of a name, or whose names begin with it and a hyphen. */
  static List<BenchCase> named(String name) {
    return all().stream()
        .filter(c -> c.name().equals(name) || c.name().startsWith(name + "-"))
        .toList();
  }
}
