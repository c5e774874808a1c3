package tv.aircheck.rtmp.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.amf.Amf0Writer;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.chunk.Received;

class MessagesTest {
  private static final AmfObject META = AmfObject.ecmaArray().put("width", 640.0);

  private static RtmpMessage message(int type, int timestamp, Object... values) {
    ByteBuf body = Unpooled.buffer();
    for (Object value : values) {
      Amf0Writer.write(body, value);
    }
    return RtmpMessage.of(type, timestamp, body);
  }

  private static RtmpMessage raw(int type, int timestamp, String hex) {
    byte[] bytes = ByteBufUtil.decodeHexDump(hex.replace(" ", ""));
    return RtmpMessage.of(type, timestamp, Unpooled.wrappedBuffer(bytes));
  }

  @Test
  void setDataFrameIsTakenOff() throws AmfException {
    Received plain =
        Received.of(DataFrame.unwrap(message(18, 7, "@setDataFrame", "onMetaData", META)));
    assertThat(plain).isEqualTo(Received.of(message(18, 7, "onMetaData", META)));
  }

  @Test
  void otherDataStaysAsItIs() throws AmfException {
    RtmpMessage cue = message(18, 7, "onCuePoint", META);
    assertThat(DataFrame.unwrap(cue)).isSameAs(cue);
  }

  @Test
  void dataThatSaysNothingIsDropped() throws AmfException {
    assertThat(DataFrame.unwrap(message(18, 0, "@clearDataFrame", "onMetaData"))).isNull();
    assertThat(DataFrame.unwrap(message(18, 0, "@setDataFrame"))).isNull();
    assertThat(DataFrame.unwrap(message(18, 0, 3.0))).isNull();
    assertThat(DataFrame.unwrap(raw(18, 0, ""))).isNull();
  }

  @Test
  void amf3DataBecomesAmf0WithAndWithoutTheSelector() throws AmfException {
    String name = "02 000a " + ByteBufUtil.hexDump("onMetaData".getBytes(UTF_8));
    String five = "00 4014000000000000";
    String amf3Five = "11 05 4014000000000000";
    Received expected = Received.of(message(18, 7, "onMetaData", 5.0));

    assertThat(Received.of(DataFrame.unwrap(raw(15, 7, "00" + name + amf3Five))))
        .isEqualTo(expected);
    assertThat(Received.of(DataFrame.unwrap(raw(15, 7, name + five)))).isEqualTo(expected);
  }

  @Test
  void aggregatesAreSplitAndTimedFromTheWhole() {
    String audio = "08 000002 000064 00 000000 af01 0000000d";
    String video = "09 000001 000078 00 000000 17 0000000c";
    List<Received> parts = new ArrayList<>();
    Aggregate.split(raw(22, 1000, audio + video), part -> parts.add(Received.of(part)));

    assertThat(parts)
        .containsExactly(new Received(8, 1, 1000, "af01"), new Received(9, 1, 1020, "17"));
  }

  @Test
  void aggregatesThatLieEndWhereTheyLie() {
    List<Received> parts = new ArrayList<>();
    String audio = "08 000002 000064 00 000000 af01 0000000d";
    String nested = "16 000001 000064 00 000000 00 0000000c";
    Aggregate.split(
        raw(22, 0, audio + nested + "09 ffffff 000078 00 000000 17"),
        part -> parts.add(Received.of(part)));
    assertThat(parts).hasSize(1);
    Aggregate.split(raw(22, 0, "08 0000"), part -> parts.add(Received.of(part)));
    assertThat(parts).hasSize(1);
  }

  @Test
  void commandsSurviveRubbishAfterTheName() throws AmfException {
    RtmpMessage good = message(20, 0, "play", 3.0, null, "name");
    String hex = Received.of(good).hex();
    Command command = Command.read(raw(20, 0, hex + "ff"));
    assertThat(command).isEqualTo(Command.of("play", 3, null, "name"));
    assertThat(Command.read(raw(20, 0, hex.substring(0, 14))).name()).isEqualTo("play");
  }

  @Test
  void aCommandWithoutANameIsNone() {
    assertThatThrownBy(() -> Command.read(message(20, 0, 5.0))).isInstanceOf(AmfException.class);
    assertThatThrownBy(() -> Command.read(raw(20, 0, ""))).isInstanceOf(AmfException.class);
  }

  @Test
  void aCommandInTheAmf3Wrapper() throws AmfException {
    String hex = Received.of(message(20, 0, "createStream", 4.0, null)).hex();
    assertThat(Command.read(raw(17, 0, "00" + hex)))
        .isEqualTo(Command.of("createStream", 4, (Object) null));
  }

  @Test
  void shortUserControlIsNothing() {
    assertThat(UserControl.read(raw(4, 0, ""))).isNull();
    assertThat(UserControl.read(raw(4, 0, "0006"))).isNull();
    assertThat(UserControl.read(raw(4, 0, "0006 00000001")))
        .isEqualTo(new UserControl(UserControl.PING_REQUEST, 1));
    assertThat(UserControl.read(raw(4, 0, "0003 00000001 00000bb8")))
        .isEqualTo(new UserControl(UserControl.SET_BUFFER_LENGTH, 1, 3000));
  }

  @Test
  void acknowledgementsComeTwicePerWindow() {
    Acknowledgements acknowledgements = new Acknowledgements();
    assertThat(acknowledgements.due(100_000_000)).as("nobody asked").isNull();
    acknowledgements.window(1000);
    assertThat(acknowledgements.due(600)).isEqualTo(new Acknowledgement(600));
    assertThat(acknowledgements.due(1000)).isNull();
    assertThat(acknowledgements.due(1100)).isEqualTo(new Acknowledgement(1100));
  }
}
