package tv.aircheck.flv;

/**
 * The tag types an FLV file or a take's log may hold; RTMP uses the same numbers as message types.
 */
public final class TagType {
  public static final int AUDIO = 8;
  public static final int VIDEO = 9;
  public static final int SCRIPT_AMF3 = 15;
  public static final int SCRIPT = 18;

  private TagType() {}

  public static boolean isKnown(int type) {
    return type == AUDIO || type == VIDEO || type == SCRIPT || type == SCRIPT_AMF3;
  }
}
