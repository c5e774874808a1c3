package tv.aircheck.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.TagLayout;

class FlvScanTest {
  private static final int PICTURES = 90;

  @Test
  void findsEveryPictureHoweverTheFileIsCut() {
    ByteBuf file = Unpooled.buffer();
    TagLayout.writeFileHeader(file, true, true);
    Clip.writeHeaders(file);
    Clip clip = new Clip();
    List<Long> stamps = new ArrayList<>();
    while (stamps.size() < PICTURES) {
      int from = file.writerIndex();
      boolean picture = clip.nextIsVideo();
      clip.writeNext(file);
      if (picture) {
        stamps.add(1_000L + stamps.size());
        file.setLong(Stamp.find(file, from, file.writerIndex()), stamps.get(stamps.size() - 1));
      }
    }

    List<Long> found = new ArrayList<>();
    FlvScan scan =
        new FlvScan(
            tag -> {
              if (Stamp.in(tag) != Stamp.ABSENT) {
                found.add(Stamp.in(tag));
              }
            });
    Random random = new Random(7);
    while (file.isReadable()) {
      scan.piece(file.readSlice(Math.min(file.readableBytes(), 1 + random.nextInt(3_000))));
    }

    assertThat(found).isEqualTo(stamps);
  }
}
