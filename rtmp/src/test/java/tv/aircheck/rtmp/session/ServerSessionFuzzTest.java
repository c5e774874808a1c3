package tv.aircheck.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.RecordingApplication;
import tv.aircheck.rtmp.RtmpListener;
import tv.aircheck.rtmp.handshake.ServerHandshake;

/**
 * Whatever a peer sends, a session ends in order: with a reason, every handler closed, every buffer
 * released, and no error of ours. The suite runs the seeds; {@code JAZZER_FUZZ=1 mvn test
 * -Dtest=ServerSessionFuzzTest#chunks} goes looking for more.
 */
class ServerSessionFuzzTest {
  private static final int PACKET = 1536;

  @FuzzTest(maxDuration = "5s")
  void handshake(byte[] input) {
    if (input.length > 0) {
      play(input, false);
    }
  }

  /** What comes after the handshake; the first byte says into what pieces the rest is split. */
  @FuzzTest(maxDuration = "5s")
  void chunks(byte[] input) {
    if (input.length > 0) {
      play(input, true);
    }
  }

  private static void play(byte[] input, boolean afterHandshake) {
    RecordingApplication application = new RecordingApplication();
    Ends ends = new Ends();
    SessionContext context = new SessionContext(Script.defaults(), application, ends, () -> "fuzz");
    EmbeddedChannel channel =
        new EmbeddedChannel(new ServerHandshake(new Random(1)), new ServerSession(context));
    channel.freezeTime();
    List<ByteBuf> given = new ArrayList<>();
    if (afterHandshake) {
      feed(channel, new byte[1 + 2 * PACKET], (byte) 3, given);
    }
    int piece = 1 + (input[0] & 0xFF);
    for (int at = afterHandshake ? 1 : 0; at < input.length && channel.isOpen(); at += piece) {
      byte[] part = Arrays.copyOfRange(input, at, Math.min(input.length, at + piece));
      feed(channel, part, part[0], given);
    }
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runPendingTasks();
    channel.finishAndReleaseAll();

    assertThat(ends.reasons).hasSize(1);
    assertThat(ends.reasons.get(0).words()).isNotEqualTo("internal error");
    assertThat(given).allMatch(buffer -> buffer.refCnt() == 0);
    assertThat(count(application, "publisher closed")).isEqualTo(count(application, "publishing"));
    assertThat(count(application, "player closed")).isEqualTo(count(application, "playing"));
  }

  private static void feed(EmbeddedChannel channel, byte[] bytes, byte first, List<ByteBuf> given) {
    ByteBuf in = Unpooled.directBuffer(bytes.length).writeBytes(bytes).setByte(0, first);
    given.add(in);
    channel.writeInbound(in);
    for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      ReferenceCountUtil.release(out);
    }
  }

  private static long count(RecordingApplication application, String line) {
    return application.lines.stream().filter(l -> l.startsWith(line)).count();
  }

  /** How connections end. */
  private static final class Ends implements RtmpListener {
    private final List<CloseReason> reasons = new ArrayList<>();

    @Override
    public void connectionClosed(InetSocketAddress from, CloseReason reason) {
      reasons.add(reason);
    }
  }
}
