package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import tv.aircheck.flv.amf.Amf0Reader;
import tv.aircheck.flv.amf.Amf0Writer;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.rtmp.RtmpMessage;

/**
 * A command, or the answer to one.
 *
 * @param transactionId 0 asks for no answer
 * @param arguments first the command object, which is mostly null; then what the command is about
 */
public record Command(String name, double transactionId, List<Object> arguments)
    implements Message {
  public Command {
    arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
  }

  public static Command of(String name, double transactionId, Object... arguments) {
    return new Command(name, transactionId, Arrays.asList(arguments));
  }

  /**
   * Reads a message of type 20 or 17. Damage after the name and the number costs the arguments from
   * there on, not the command.
   *
   * @throws AmfException if it does not begin with a name
   */
  public static Command read(RtmpMessage message) throws AmfException {
    ByteBuf body = Unpooled.buffer(message.length());
    message.copyTo(body);
    Amf0Reader in =
        message.typeId() == MessageType.COMMAND_AMF3
            ? Amf0Reader.ofAmf3Message(body, AmfLimits.MESSAGE)
            : new Amf0Reader(body, AmfLimits.MESSAGE);
    if (!(in.read() instanceof String name)) {
      throw new AmfException("a command without a name");
    }
    List<Object> values = new ArrayList<>();
    try {
      while (in.hasMore()) {
        values.add(in.read());
      }
    } catch (AmfException e) {
      // What was read before is still good: encoders exist that end a command in rubbish.
    }
    boolean numbered = !values.isEmpty() && values.get(0) instanceof Double;
    double transactionId = numbered ? (Double) values.remove(0) : 0;
    return new Command(name, transactionId, values);
  }

  /** The argument at an index, where 0 is the command object; null if there is none. */
  public Object argument(int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  public String string(int index, String otherwise) {
    return argument(index) instanceof String s ? s : otherwise;
  }

  public double number(int index, double otherwise) {
    return argument(index) instanceof Double d ? d : otherwise;
  }

  /** An empty object if there is none. */
  public AmfObject object(int index) {
    return argument(index) instanceof AmfObject o ? o : AmfObject.object();
  }

  /** Whether the sender waits for an answer. */
  public boolean wantsReply() {
    return transactionId != 0;
  }

  @Override
  public int typeId() {
    return MessageType.COMMAND;
  }

  @Override
  public void writeTo(ByteBuf out) {
    Amf0Writer.writeString(out, name);
    Amf0Writer.writeNumber(out, transactionId);
    for (Object argument : arguments) {
      Amf0Writer.write(out, argument);
    }
  }
}
