package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;
import java.util.List;
import tv.aircheck.flv.amf.Amf0Writer;

/** A data message: a name and values. */
public record Data(String name, List<Object> values) implements Message {
  public Data {
    values = List.copyOf(values);
  }

  @Override
  public int typeId() {
    return MessageType.DATA;
  }

  @Override
  public void writeTo(ByteBuf out) {
    Amf0Writer.writeString(out, name);
    for (Object value : values) {
      Amf0Writer.write(out, value);
    }
  }
}
