package tv.aircheck.playback.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.playback.pictures.child.PictureProgram;
import tv.aircheck.playback.pictures.child.PictureWire;
import tv.aircheck.testkit.Await;

/** Pictures from the process that decodes, and what becomes of it. */
class ChildMakerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final double ABOUT = 12;

  @TempDir private static Path folder;
  private static long nanos;
  private static final AtomicInteger deaths = new AtomicInteger();
  private static final AtomicInteger overdue = new AtomicInteger();
  private static final PicturesListener LISTENER =
      new PicturesListener() {
        @Override
        public void died(boolean late) {
          (late ? overdue : deaths).incrementAndGet();
        }
      };

  private static ChildMaker maker;
  private static CodedPicture avc;

  @BeforeAll
  static void start() {
    avc = Clips.keyframe("h264", 320, 180, folder);
    maker = maker(ChildProgram.command(DEADLINE).orElseThrow(), DEADLINE);
  }

  private static ChildMaker maker(List<String> command, Duration deadline) {
    return new ChildMaker(command, deadline, () -> nanos, LISTENER);
  }

  @AfterAll
  static void stop() {
    maker.close();
    Await.until("no child is left", DEADLINE, () -> children().isEmpty());
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .filter(
            child -> child.info().commandLine().orElse("").contains(PictureProgram.class.getName()))
        .toList();
  }

  /** Returns when it stands still: the signal alone takes a while to arrive. */
  private static void stop(ProcessHandle child) throws Exception {
    new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();
    Path stat = Path.of("/proc", Long.toString(child.pid()), "stat");
    Await.until("it stands still", DEADLINE, () -> Files.readString(stat).contains(") T "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"h264", "hevc", "av1", "vp9"})
  void aKeyframeBecomesAJpegOfTheSameColours(String codec) throws Exception {
    CodedPicture coded = codec.equals("h264") ? avc : Clips.keyframe(codec, 320, 180, folder);
    PictureWire.Picture picture = maker.make(coded.fitInto(160, 320, true));
    BufferedImage image = Clips.image(picture.bytes());
    assertThat(image.getWidth()).isEqualTo(160);
    assertThat(image.getHeight()).isEqualTo(90);
    assertThat(Clips.difference(image, 320)).isLessThan(ABOUT);
  }

  @Test
  void whatFitsIsNotEnlargedAndPortraitStaysPortrait() throws Exception {
    PictureWire.Picture wide = maker.make(avc.fitInto(1280, 2560, false));
    assertThat(wide.width()).isEqualTo(320);
    assertThat(wide.bytes()).hasSize(320 * 180 * 3 / 2);
    CodedPicture portrait = Clips.keyframe("h264", 180, 320, folder);
    PictureWire.Picture tall = maker.make(portrait.fitInto(160, 90, false));
    assertThat(tall.height()).isEqualTo(90);
    assertThat(tall.width()).isEqualTo(50);
  }

  @Test
  void planesBecomeAJpeg() throws Exception {
    SheetCanvas canvas = new SheetCanvas(2);
    canvas.draw(13, maker.make(avc.fitInto(160, 90, false)));
    BufferedImage image = Clips.image(maker.make(canvas.encode()).bytes());
    assertThat(image.getWidth()).isEqualTo(1600);
    assertThat(image.getHeight()).isEqualTo(180);
    assertThat(Clips.difference(image.getSubimage(480, 90, 160, 90), 320)).isLessThan(ABOUT);
    assertThat(image.getRGB(40, 40) & 0xFFFFFF).as("black").isLessThan(0x080808);
  }

  @Test
  void garbageIsRefusedAndTheNextPictureComesFromTheSameProcess() throws Exception {
    maker.make(avc.fitInto(160, 90, true));
    List<ProcessHandle> before = children();
    byte[] noise = new byte[5_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + (i >> 3));
    }
    for (String codec : List.of("h264", "hevc", "av1", "vp9", "vp8", "flv1", "vp6f", "none")) {
      for (byte[] config : List.of(new byte[0], avc.config(), noise)) {
        assertThatThrownBy(
                () -> maker.make(new PictureWire.Decode(codec, config, noise, 160, 90, true)))
            .as(codec)
            .isInstanceOf(PictureWire.Refused.class);
      }
    }
    assertThat(maker.make(avc.fitInto(160, 90, true)).width()).isEqualTo(160);
    assertThat(children()).isEqualTo(before);
  }

  @Test
  void oneThatIsKilledIsStartedAgainForTheSamePicture() throws Exception {
    maker.make(avc.fitInto(160, 90, true));
    int before = deaths.get();
    children().forEach(ProcessHandle::destroyForcibly);
    assertThat(maker.make(avc.fitInto(160, 90, true)).width()).isEqualTo(160);
    assertThat(deaths.get()).isEqualTo(before + 1);
  }

  @Test
  void oneThatHangsIsKilledAtItsDeadlineAndGivenTime() throws Exception {
    ChildMaker impatient =
        maker(ChildProgram.command(DEADLINE).orElseThrow(), Duration.ofSeconds(1));
    try (impatient) {
      List<ProcessHandle> others = children();
      impatient.make(avc.fitInto(160, 90, true));
      ProcessHandle child =
          children().stream().filter(one -> !others.contains(one)).findFirst().orElseThrow();
      stop(child);
      assertThatThrownBy(() -> impatient.make(avc.fitInto(160, 90, true)))
          .hasMessageContaining("took longer than 1000 ms");
      assertThat(overdue.get()).isEqualTo(1);
      Await.until("it is gone", DEADLINE, () -> !child.isAlive());
      assertThat(impatient.isAvailable()).isFalse();
      nanos += TimeUnit.SECONDS.toNanos(1);
      assertThat(impatient.make(avc.fitInto(160, 90, true)).width()).isEqualTo(160);
    }
  }

  @Test
  void oneThatAlwaysDiesIsTriedEverMoreSeldom() throws IOException {
    try (ChildMaker broken = maker(List.of("sh", "-c", "printf ACP1"), DEADLINE)) {
      long wait = TimeUnit.SECONDS.toNanos(1);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> broken.make(avc.fitInto(160, 90, true)))
            .isInstanceOf(NoPicture.class)
            .hasMessageContaining("the process for pictures ended");
        assertThat(broken.isAvailable()).isFalse();
        nanos += wait - 1;
        assertThat(broken.isAvailable()).isFalse();
        nanos += 1;
        assertThat(broken.isAvailable()).isTrue();
        wait *= 2;
      }
    }
  }

  @Test
  void oneThatCannotBeStartedIsNoReasonToFailOtherwise() {
    try (ChildMaker missing = maker(List.of("/nowhere/java"), DEADLINE)) {
      assertThatThrownBy(() -> missing.make(avc.fitInto(160, 90, true)))
          .isInstanceOf(NoPicture.class);
    }
  }

  @Test
  void oneThatIsStartedWhileAllIsBeingClosedIsNotLeftBehind() {
    ScheduledExecutorService over = Executors.newSingleThreadScheduledExecutor();
    over.shutdown();
    assertThatThrownBy(() -> PictureChild.start(List.of("sleep", "4711"), over))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shutting down");
    Await.until(
        "it is gone",
        DEADLINE,
        () ->
            ProcessHandle.current()
                .children()
                .noneMatch(child -> child.info().commandLine().orElse("").contains("sleep 4711")));
  }

  @Test
  void restEndsTheProcess() throws Exception {
    try (ChildMaker resting = maker(ChildProgram.command(DEADLINE).orElseThrow(), DEADLINE)) {
      List<ProcessHandle> others = children();
      resting.make(avc.fitInto(160, 90, true));
      assertThat(children()).hasSize(others.size() + 1);
      resting.rest();
      Await.until("it is gone", DEADLINE, () -> children().size() == others.size());
      assertThat(resting.isAvailable()).isTrue();
    }
  }
}
