package tv.aircheck.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of {@code PROTOCOL.md} are what the code writes and reads. */
class ProtocolPageTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```frame (\\w+)\\n(.*?)```");
  private static final Map<String, byte[]> EXAMPLES = examples();
  private static final Map<FrameType, Frame> FRAMES = frames();

  @ParameterizedTest
  @EnumSource(FrameType.class)
  void exampleIsWhatIsWritten(FrameType type) {
    Frame frame = FRAMES.get(type);
    ByteBuf out = Unpooled.buffer();
    FrameWriter.write(frame, out);
    if (frame instanceof Frame.Data data) {
      out.writeBytes(data.run().duplicate());
    }
    assertThat(ByteBufUtil.hexDump(out)).isEqualTo(ByteBufUtil.hexDump(EXAMPLES.get(type.name())));
  }

  @ParameterizedTest
  @EnumSource(FrameType.class)
  void exampleIsRead(FrameType type) throws RelayException {
    ByteBuf payload = Unpooled.wrappedBuffer(EXAMPLES.get(type.name())).skipBytes(8);
    assertThat(FrameReader.read(type, payload)).isEqualTo(FRAMES.get(type));
  }

  @ParameterizedTest
  @EnumSource(value = FrameType.class, names = "DATA", mode = EnumSource.Mode.EXCLUDE)
  void whatLaterVersionsAppendIsIgnored(FrameType type) throws RelayException {
    byte[] example = EXAMPLES.get(type.name());
    ByteBuf longer = Unpooled.buffer().writeBytes(example).writeLong(-1).skipBytes(8);
    assertThat(FrameReader.read(type, longer)).isEqualTo(FRAMES.get(type));
  }

  @ParameterizedTest
  @EnumSource(FrameType.class)
  void aPayloadThatIsCutShortIsRefused(FrameType type) {
    byte[] example = EXAMPLES.get(type.name());
    int shortest = type == FrameType.DATA ? 12 : example.length - 8 - 1;
    for (int length = 0; length <= shortest; length++) {
      ByteBuf cut = Unpooled.wrappedBuffer(example, 8, length);
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> FrameReader.read(type, cut))
          .describedAs(type + " of " + cut.writerIndex() + " bytes")
          .isInstanceOf(RelayException.class);
    }
  }

  private static Map<String, byte[]> examples() {
    try {
      Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("PROTOCOL.md")));
      Map<String, byte[]> examples = new TreeMap<>();
      while (matcher.find()) {
        String hex = matcher.group(2).replaceAll("#.*", "").replaceAll("\\s", "");
        examples.put(matcher.group(1), ByteBufUtil.decodeHexDump(hex));
      }
      return examples;
    } catch (IOException e) {
      throw new IllegalStateException("PROTOCOL.md is not where the tests expect it", e);
    }
  }

  private static Map<FrameType, Frame> frames() {
    Introduction tap = new Introduction(1, 0, Role.TAP, 1 << 20, 30_000, 0, nonce(0), "rec-1");
    Introduction origin =
        new Introduction(1, 0, Role.ORIGIN, 1 << 20, 30_000, 0, nonce(0x80), "origin-1");
    byte[] secret = "correct horse battery staple".getBytes(StandardCharsets.UTF_8);
    RelayAuth auth = new RelayAuth(secret, new SecureRandom());
    String id = "01KAMQ9ZT4V8N2X5C7R1D3F6GH";
    Mark last = new Mark(1_234_000, 61_033, 1_795_363_321_033L, true);
    byte[] headers = ByteBufUtil.decodeHexDump("0900000500000000000000170000000000000010");
    JoinContext context = new JoinContext(headers, true, 61_033, 61_400, last);
    ByteBuf run =
        Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("080000030003e800000000af01000000000e"));
    List<Frame> all =
        List.of(
            new Frame.Hello(tap),
            new Frame.Challenge(origin),
            new Frame.Proof(auth.proof(Role.TAP, tap, origin)),
            new Frame.Welcome(auth.proof(Role.ORIGIN, tap, origin)),
            new Frame.Subscribe("*/*", true, "", List.of(new Held(id, 1_234_567))),
            new TakeOpen(
                7,
                id,
                "live",
                "justin",
                1_795_363_260_000L,
                "origin-1",
                OpenedBy.ROLLED,
                "01KAKF2B0Y6M3W9S4E8J5A7T1Q",
                1_234_567,
                context),
            new Frame.TakeGone(id),
            new Frame.Data(7, 1_234_567, run),
            new Frame.TakeMark(7, new Mark(1_234_585, 62_000, 1_795_363_322_000L, true)),
            new Frame.TakeEnd(7, 99_999_999, EndReason.UNPUBLISHED),
            new Frame.Gap(7, 1_200_000, 1_234_567, context),
            new Frame.Ack(7, 1_234_567),
            new Frame.Credit(8 << 20),
            new Frame.Ping(42),
            new Frame.Pong(42),
            new Frame.Redirect("live/*", "origin-2", "10.0.0.2", 1945),
            new Frame.Load(120, 90_000_000, 250),
            new Frame.Fault(ErrorCode.LIMIT, "DATA of 18 bytes without credit"));
    Map<FrameType, Frame> frames = new EnumMap<>(FrameType.class);
    all.forEach(frame -> frames.put(frame.type(), frame));
    return frames;
  }

  private static byte[] nonce(int first) {
    byte[] nonce = new byte[RelayAuth.NONCE];
    for (int i = 0; i < nonce.length; i++) {
      nonce[i] = (byte) (first + i);
    }
    return nonce;
  }
}
