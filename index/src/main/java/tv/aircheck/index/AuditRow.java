package tv.aircheck.index;

/**
 * Something that was done.
 *
 * @param who {@code user@host}, or a part of the program
 * @param subject the id of a broadcast or a clip, or a pattern of channels
 * @param channel of the broadcast; empty where there is none
 * @param bytes how much it is about; 0 where that means nothing
 * @param why in words
 */
public record AuditRow(
    long id,
    long atMs,
    String who,
    AuditAction action,
    String subject,
    String channel,
    long bytes,
    String why) {

  /** One that is not written yet. */
  public static AuditRow of(
      long atMs, String who, AuditAction action, BroadcastRow broadcast, String why) {
    return new AuditRow(
        0,
        atMs,
        who,
        action,
        broadcast.id(),
        broadcast.channel().toString(),
        broadcast.bytes(),
        why);
  }

  /** One about a clip that is not written yet. */
  public static AuditRow of(long atMs, String who, AuditAction action, ClipRow clip, String why) {
    return new AuditRow(
        0, atMs, who, action, clip.id(), clip.channel().toString(), clip.bytes(), why);
  }
}
