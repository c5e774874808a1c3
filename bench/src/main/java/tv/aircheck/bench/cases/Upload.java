package tv.aircheck.bench.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.storage.s3.S3ObjectStore;
import tv.aircheck.storage.s3.S3Server;
import tv.aircheck.storage.s3.S3Settings;

/** Segments to an S3 server, beside the plain SDK that puts the same files to the same server. */
public final class Upload implements BenchCase {
  /** Ten seconds at 1.15 Mbit/s. */
  private static final int SEGMENT_BYTES = 1_440_000;

  private static final int SEGMENTS = 150;

  /** As recorder.uploads has it. */
  private static final int AT_ONCE = 4;

  private static final String PLAIN = "plain SDK";
  private static final String RATE = "segments to S3";
  private static final String COUNT = "segments a second";

  @Override
  public String name() {
    return "upload";
  }

  @Override
  public String title() {
    return "segments to S3";
  }

  /** A segment, and its checksum as the recorder knows it. */
  private record Segment(Path file, int crc32c) {}

  @Override
  public Result run(Lab lab) throws Exception {
    List<Segment> segments = segments(lab.folder("segments"));
    Samples samples = new Samples();
    try (S3Server server = S3Server.start(lab.folder("bucket"))) {
      Samples warm = new Samples();
      ours(lab, server, segments, warm);
      plain(lab, server, segments, warm);
      for (int repeat = 1; repeat <= lab.settings().repeats(); repeat++) {
        lab.say("upload: ours and the plain SDK's, %d".formatted(repeat));
        ours(lab, server, segments, samples);
        plain(lab, server, segments, samples);
      }
    }
    return Result.measured(
        name(),
        title(),
        List.of(samples.row(RATE, "MB/s", null), samples.row(COUNT, "", null)),
        "%d segments of %,d bytes, %d at once, to S3Proxy over a folder, in the same process."
            .formatted(SEGMENTS, SEGMENT_BYTES, AT_ONCE),
        "Ours reads each file for its CRC-32C, has the server compare it, and puts only what is not there; the plain SDK"
            + " puts, and asks for nothing.");
  }

  private static List<Segment> segments(Path folder) throws Exception {
    List<Segment> segments = new ArrayList<>();
    byte[] content = new byte[SEGMENT_BYTES];
    Random random = new Random(1);
    for (int i = 0; i < SEGMENTS; i++) {
      random.nextBytes(content);
      CRC32C crc = new CRC32C();
      crc.update(content, 0, content.length);
      Path file = Files.write(folder.resolve(i + ".flv"), content);
      segments.add(new Segment(file, (int) crc.getValue()));
    }
    return segments;
  }

  private static String key(Segment segment) {
    return "segments/live/me/" + segment.file().getFileName();
  }

  private static void ours(Lab lab, S3Server server, List<Segment> segments, Samples samples)
      throws Exception {
    try (S3ObjectStore store = S3Server.open(server.newBucket())) {
      List<Callable<Object>> puts = new ArrayList<>();
      for (Segment segment : segments) {
        puts.add(() -> store.putIfAbsent(key(segment), segment.file(), segment.crc32c()));
      }
      measure(lab, Series.OURS, puts, samples);
    }
  }

  private static void plain(Lab lab, S3Server server, List<Segment> segments, Samples samples)
      throws Exception {
    S3Settings settings = server.newBucket();
    try (S3Client client = S3Server.client(settings)) {
      List<Callable<Object>> puts = new ArrayList<>();
      for (Segment segment : segments) {
        puts.add(
            () ->
                client.putObject(
                    r -> r.bucket(settings.bucket()).key(key(segment)),
                    RequestBody.fromFile(segment.file())));
      }
      measure(lab, PLAIN, puts, samples);
    }
  }

  private static void measure(Lab lab, String who, List<Callable<Object>> puts, Samples samples)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      long begin = lab.nanos();
      for (Future<Object> put : threads.invokeAll(puts)) {
        put.get();
      }
      double seconds = (lab.nanos() - begin) / 1e9;
      samples.add(who, RATE, (double) puts.size() * SEGMENT_BYTES / 1e6 / seconds);
      samples.add(who, COUNT, puts.size() / seconds);
    } finally {
      threads.shutdown();
    }
  }
}
