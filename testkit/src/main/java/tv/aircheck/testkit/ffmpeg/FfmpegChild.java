package tv.aircheck.testkit.ffmpeg;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assumptions;
import tv.aircheck.testkit.ChildProcess;

/**
 * Runs the FFmpeg libraries in a JVM of their own, one for each job. Where the platform has no such
 * libraries, the test is skipped and says so; on Linux x86_64 it never is.
 */
public final class FfmpegChild implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NATIVE = "/linux-x86_64";

  private final ChildProcess process;

  private FfmpegChild(ChildProcess process) {
    this.process = process;
  }

  /** Encodes a clip; the container goes by the file's extension. */
  public static void encode(ClipSpec spec, Path file) {
    List<String> words = new ArrayList<>(List.of("encode", "file=" + file));
    words.addAll(spec.arguments());
    run(words);
  }

  /** Publishes a file as fast as it is taken; returns when all is sent. */
  public static void publish(Path file, String url) {
    run(List.of("publish", "file=" + file, "url=" + url));
  }

  /** Publishes a file at the pace of its times, until it ends or this is closed. */
  public static FfmpegChild publishInRealTime(Path file, String url) {
    return start(List.of("publish", "file=" + file, "url=" + url, "realtime=1"));
  }

  /** Reads packets to the end, or to the limit. */
  public static List<Packet> packets(PacketRequest request) {
    try (FfmpegChild child = reading(request)) {
      return child.awaitPackets();
    }
  }

  /** Begins to read packets. */
  public static FfmpegChild reading(PacketRequest request) {
    List<String> words = new ArrayList<>(List.of("packets"));
    words.addAll(request.arguments());
    return start(words);
  }

  public static Probe probe(String url) {
    return Probe.parse(run(List.of("probe", "url=" + url)));
  }

  /** The packets read so far; those before a seek are not among them once it is done. */
  public List<Packet> packetsSoFar() {
    List<String> lines = process.output();
    int seek = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("seek ")) {
        seek = i + 1;
      }
    }
    return lines.subList(seek, lines.size()).stream().map(Packet::parse).toList();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Waits for the end of what is read. */
  public List<Packet> awaitPackets() {
    process.awaitSuccess(PATIENCE);
    return packetsSoFar();
  }

  /** Waits for the end of what is published. */
  public void awaitPublished() {
    process.awaitSuccess(PATIENCE);
  }

  @Override
  public void close() {
    process.close();
  }

  private static List<String> run(List<String> words) {
    try (FfmpegChild child = start(words)) {
      return child.process.awaitSuccess(PATIENCE);
    }
  }

  private static FfmpegChild start(List<String> words) {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    Assumptions.assumeTrue(
        platform.equals("Linux amd64"),
        () -> "skipped: the FFmpeg libraries are there for Linux x86_64, not for " + platform);
    List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
    command.addAll(
        List.of("-Xmx128m", "-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // The JVM's heap limit is no measure of what encoders need.
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    command.addAll(List.of("-cp", classPath(), FfmpegProgram.class.getName()));
    command.addAll(words);
    return new FfmpegChild(ChildProcess.start("ffmpeg " + words.get(0), command));
  }

  /** Just the few jars that the child needs: a short class path starts sooner. */
  private static String classPath() {
    Set<String> entries = new LinkedHashSet<>();
    for (Class<?> type : List.of(FfmpegProgram.class, avformat.class, Loader.class)) {
      entries.add(placeOf(type.getResource(type.getSimpleName() + ".class")));
    }
    entries.add(
        placeOf(
            avformat.class.getResource(
                "/org/bytedeco/ffmpeg" + NATIVE + "-gpl/libjniavformat.so")));
    entries.add(
        placeOf(Loader.class.getResource("/org/bytedeco/javacpp" + NATIVE + "/libjnijavacpp.so")));
    return String.join(File.pathSeparator, entries);
  }

  /** The jar or the directory that a resource lies in. */
  private static String placeOf(URL resource) {
    String text = resource.toString();
    if (text.startsWith("jar:")) {
      return Path.of(URI.create(text.substring(4, text.indexOf("!/")))).toString();
    }
    String packagePath = FfmpegProgram.class.getName().replace('.', '/') + ".class";
    return Path.of(URI.create(text.substring(0, text.length() - packagePath.length()))).toString();
  }
}
