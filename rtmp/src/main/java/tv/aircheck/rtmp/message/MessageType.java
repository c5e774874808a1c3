package tv.aircheck.rtmp.message;

/** The numbers by which messages say what they are. */
public final class MessageType {
  public static final int SET_CHUNK_SIZE = 1;
  public static final int ABORT = 2;
  public static final int ACKNOWLEDGEMENT = 3;
  public static final int USER_CONTROL = 4;
  public static final int WINDOW_SIZE = 5;
  public static final int PEER_BANDWIDTH = 6;
  public static final int AUDIO = 8;
  public static final int VIDEO = 9;
  public static final int DATA_AMF3 = 15;
  public static final int COMMAND_AMF3 = 17;
  public static final int DATA = 18;
  public static final int COMMAND = 20;
  public static final int AGGREGATE = 22;

  private MessageType() {}

  public static boolean isCommand(int typeId) {
    return typeId == COMMAND || typeId == COMMAND_AMF3;
  }

  public static boolean isMedia(int typeId) {
    return typeId == AUDIO || typeId == VIDEO;
  }
}
