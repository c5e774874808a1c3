package tv.aircheck.recorder.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.CodecSummary;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastVisibility;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.storage.StorageException;

class ManifestTest {
  private static final ManifestHeader HEADER =
      new ManifestHeader(
          "01JDGB1",
          3,
          "ab".repeat(32),
          new ChannelName("live", "justin"),
          1_764_000_000_123L,
          1_764_000_060_000L,
          new ManifestHeader.Typed(
              "Über \"nothing\"\n",
              true,
              null,
              new BroadcastVisibility(Visibility.UNLISTED, Visibility.PRIVATE),
              null),
          false);

  private static final ManifestHeader MARKED =
      new ManifestHeader(
          HEADER.broadcastId(),
          HEADER.revision(),
          HEADER.previous(),
          HEADER.channel(),
          HEADER.startedAtMs(),
          HEADER.endedAtMs(),
          new ManifestHeader.Typed(
              null,
              false,
              "a channel",
              new BroadcastVisibility(null, Visibility.PUBLIC),
              new BroadcastMark(1_764_000_070_001L, 1_764_000_080_002L, "keep-for 30d (*/*)")),
          false);

  private static final ManifestHeader CLIPPED =
      new ManifestHeader(
          HEADER.broadcastId(),
          HEADER.revision(),
          HEADER.previous(),
          HEADER.channel(),
          HEADER.startedAtMs(),
          HEADER.endedAtMs(),
          HEADER.typed(),
          true);

  @Property(tries = 30)
  void whatIsWrittenIsRead(@ForAll long seed) throws IOException {
    Told told = randomly(new Random(seed));
    byte[] manifest = written(told);

    Told read = new Told();
    ManifestSum sum = ManifestReader.read(new ByteArrayInputStream(manifest), read);

    assertThat(read.said).isEqualTo(told.said);
    assertThat(sum.segments()).isEqualTo(told.segments());
    assertThat(sum.bytes()).isEqualTo(manifest.length);
    assertThat(written(read)).isEqualTo(manifest);
  }

  @Property(tries = 100)
  void anyChangeShows(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] manifest = written(randomly(random));
    manifest[random.nextInt(manifest.length)] ^= (byte) (1 << random.nextInt(8));

    assertThatThrownBy(
            () -> ManifestReader.read(new ByteArrayInputStream(manifest), ManifestVisitor.NONE))
        .isInstanceOf(StorageException.class);
  }

  @Property(tries = 30)
  void aCutShows(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] manifest = written(randomly(random));
    byte[] cut = Arrays.copyOf(manifest, random.nextInt(manifest.length));

    assertThatThrownBy(
            () -> ManifestReader.read(new ByteArrayInputStream(cut), ManifestVisitor.NONE))
        .isInstanceOf(StorageException.class);
  }

  @Test
  void entriesInAnotherOrderShowByTheirChainAlone() throws IOException {
    Told told = new Told();
    told.header(HEADER);
    told.take(take("T"));
    for (int i = 0; i < 4; i++) {
      told.segment(segment(new Random(i), i));
    }
    told.takeEnds();
    List<String> lines =
        new ArrayList<>(List.of(new String(written(told), StandardCharsets.UTF_8).split("\n")));
    assertThat(lines.get(3)).startsWith(",{\"position\"");
    // The second and the third.
    Collections.swap(lines, 3, 4);

    assertThatThrownBy(() -> read(String.join("\n", lines)))
        .hasMessageContaining("an entry was changed, left out or moved");
  }

  @Test
  void fieldsOfLaterProgramsArePassedOver() throws IOException {
    String manifest = new String(written(randomly(new Random(2))), StandardCharsets.UTF_8);
    String later =
        manifest.replaceFirst("\"title\":", "\"chat\":{\"lines\":[{\"a\":[1]}]},\"title\":");

    assertThatThrownBy(() -> read(later))
        .as("only the seal minds")
        .hasMessageContaining("seal does not fit");
  }

  @Test
  void anotherFormatIsSaid() {
    assertThatThrownBy(() -> read("{\"takes\":[]}")).hasMessageContaining("does not say format");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> read("{\"format\":\"aircheck-manifest\",\"version\":2,\"takes\":[]}"))
        .hasMessageContaining("use the newer program");
  }

  @Test
  void aDayTakesLittleMemory() throws IOException {
    long[] bytes = {0};
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int b) {
            bytes[0]++;
          }

          @Override
          public void write(byte[] b, int off, int len) {
            bytes[0] += len;
          }
        };
    Random random = new Random(5);
    try (ManifestWriter writer = new ManifestWriter(counting)) {
      writer.header(HEADER);
      writer.take(take("T"));
      for (int i = 0; i < 8_640; i++) {
        writer.segment(segment(random, i));
      }
      writer.takeEnds();
    }
    assertThat(bytes[0]).as("a manifest of a day").isLessThan(8 << 20);
  }

  private static void read(String manifest) throws IOException {
    ManifestReader.read(
        new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)), ManifestVisitor.NONE);
  }

  private static byte[] written(Told told) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ManifestWriter writer = new ManifestWriter(out)) {
      told.tell(writer);
    }
    return out.toByteArray();
  }

  private static Told randomly(Random random) throws IOException {
    Told told = new Told();
    told.header(List.of(HEADER, CLIPPED, MARKED).get(random.nextInt(3)));
    int takes = 1 + random.nextInt(3);
    for (int t = 0; t < takes; t++) {
      told.take(take("T" + t));
      for (int g = random.nextInt(3); g > 0; g--) {
        told.gap(new ManifestGap(g, g + 7, 1, 2, "UNDELIVERED", 1_764_000_000_000L));
      }
      int segments = t == 0 ? 2 + random.nextInt(4) : random.nextInt(3);
      for (int s = 0; s < segments; s++) {
        told.segment(segment(random, s));
      }
      told.takeEnds();
    }
    for (int k = random.nextInt(3); k > 0; k--) {
      ManifestClip.Range range = new ManifestClip.Range("T0", k, k + 9, 1, 2 + k);
      told.clip(
          new ManifestClip(
              "K" + k, k == 1 ? null : "a \"clip\"", 1_764_000_000_000L, List.of(range, range)));
    }
    return told;
  }

  private static ManifestTake take(String id) {
    return new ManifestTake(id, "origin-1", "PUBLISH", null, 1_764_000_000_123L, 1_764L, "LOST");
  }

  private static ManifestSegment segment(Random random, int number) {
    byte[] keyframes = new byte[random.nextInt(30)];
    random.nextBytes(keyframes);
    byte[] sha256 = new byte[32];
    random.nextBytes(sha256);
    SegmentSummary summary =
        new SegmentSummary(
            number * 1_000_000L,
            number * 1_000_000L + 1_000_000,
            number * 10_000L,
            number * 10_000L + 9_960,
            1_764_000_000_000L + number,
            700,
            1_000_700,
            random.nextInt(),
            keyframes,
            random.nextBoolean(),
            random.nextBoolean()
                ? CodecSummary.NONE
                : new CodecSummary("avc1.64001f", "mp4a.40.2", 1280, 720, 48_000, 2));
    return new ManifestSegment(summary, random.nextInt(5) == 0 ? null : sha256);
  }

  /** What was said, in words that can be compared and said again. */
  private static final class Told implements ManifestVisitor {
    private final List<String> said = new ArrayList<>();
    private final List<Saying> sayings = new ArrayList<>();

    private interface Saying {
      void to(ManifestVisitor visitor) throws IOException;
    }

    void tell(ManifestVisitor to) throws IOException {
      for (Saying saying : sayings) {
        saying.to(to);
      }
    }

    long segments() {
      return said.stream().filter(line -> line.startsWith("segment")).count();
    }

    private void say(String words, Saying saying) {
      said.add(words);
      sayings.add(saying);
    }

    @Override
    public void header(ManifestHeader header) {
      say(header.toString(), to -> to.header(header));
    }

    @Override
    public void take(ManifestTake take) {
      say(take.toString(), to -> to.take(take));
    }

    @Override
    public void gap(ManifestGap gap) {
      say(gap.toString(), to -> to.gap(gap));
    }

    @Override
    public void segment(ManifestSegment segment) {
      say("segment " + ManifestChain.line("", segment), to -> to.segment(segment));
    }

    @Override
    public void clip(ManifestClip clip) {
      say(clip.toString(), to -> to.clip(clip));
    }

    @Override
    public void takeEnds() {
      say("end", ManifestVisitor::takeEnds);
    }
  }
}
