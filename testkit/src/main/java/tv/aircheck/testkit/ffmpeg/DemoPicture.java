package tv.aircheck.testkit.ffmpeg;

import java.util.List;
import tv.aircheck.testkit.ffmpeg.Canvas.Color;

/**
 * The demo's test pattern: colour bars, wandering stripes, the name, a clock of seconds and frames,
 * a square that flashes with the beep, and a bar that shows how far the loop is. The first frame
 * follows on the last.
 */
final class DemoPicture implements Picture {
  private static final List<Color> BARS =
      List.of(
          Color.rgb(191, 191, 191),
          Color.rgb(191, 191, 0),
          Color.rgb(0, 191, 191),
          Color.rgb(0, 191, 0),
          Color.rgb(191, 0, 191),
          Color.rgb(191, 0, 0),
          Color.rgb(0, 0, 191),
          Color.rgb(24, 24, 32));
  private static final Color NIGHT = Color.rgb(16, 24, 56);
  private static final Color DUSK = Color.rgb(24, 40, 84);
  private static final Color FLASH = Color.rgb(255, 160, 0);
  private static final int BAR_HEIGHT = 60;
  private static final int STRIPE = 40;
  private static final int STRIPE_SPEED = 2;
  private static final int FLASH_FRAMES = 4;

  private final Canvas canvas;
  private final int fps;
  private final int loopFrames;

  DemoPicture(ClipSpec spec, int loopFrames) {
    if (loopFrames * STRIPE_SPEED % (2 * STRIPE) != 0) {
      throw new IllegalArgumentException("the stripes do not close in " + loopFrames + " frames");
    }
    this.canvas = new Canvas(spec.width(), spec.height());
    this.fps = spec.fps();
    this.loopFrames = loopFrames;
  }

  @Override
  public void draw(int frame, byte[] luma, byte[] blue, byte[] red) {
    canvas.use(luma, blue, red);
    int inLoop = frame % loopFrames;
    drawStripes(inLoop);
    drawBars();
    drawText("AIRCHECK", 100, 6);
    drawText("%02d:%02d".formatted(inLoop / fps, inLoop % fps), 170, 18);
    drawFlash(inLoop % fps);
    drawProgress(inLoop);
  }

  private void drawStripes(int frame) {
    canvas.fill(0, 0, canvas.width(), canvas.height(), NIGHT);
    int shift = frame * STRIPE_SPEED % (2 * STRIPE);
    for (int left = shift - 2 * STRIPE; left < canvas.width(); left += 2 * STRIPE) {
      int from = Math.max(0, left);
      int to = Math.min(canvas.width(), left + STRIPE);
      if (from < to) {
        canvas.fill(from, BAR_HEIGHT, to - from, canvas.height() - BAR_HEIGHT, DUSK);
      }
    }
  }

  private void drawBars() {
    int wide = canvas.width() / BARS.size();
    for (int i = 0; i < BARS.size(); i++) {
      canvas.fill(i * wide, 0, wide, BAR_HEIGHT, BARS.get(i));
    }
  }

  private void drawText(String text, int top, int square) {
    int left = (canvas.width() - PixelFont.width(text, square)) / 2 & ~1;
    PixelFont.draw(canvas, text, left, top, square);
  }

  private void drawFlash(int frameInSecond) {
    Color color = frameInSecond < FLASH_FRAMES ? FLASH : Color.BLACK;
    canvas.fill(canvas.width() - 80, 100, 40, 40, color);
  }

  private void drawProgress(int frame) {
    int top = canvas.height() - 30;
    canvas.fill(20, top, canvas.width() - 40, 10, Color.BLACK);
    int done = (int) ((long) frame * (canvas.width() - 40) / loopFrames) & ~1;
    canvas.fill(20, top, done, 10, Color.WHITE);
  }
}
