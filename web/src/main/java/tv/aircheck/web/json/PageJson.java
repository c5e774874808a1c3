package tv.aircheck.web.json;

import java.util.List;

/**
 * Lists, a page at a time: {@code cursor} is null at the end, and else goes into the next request.
 */
public final class PageJson {
  private PageJson() {}

  public record Channels(List<ListedChannelJson> channels, @About(orNull = true) String cursor) {}

  public record Shows(List<ShowJson> broadcasts, @About(orNull = true) String cursor) {}

  public record Keyframes(List<KeyframeJson> keyframes, @About(orNull = true) String cursor) {}

  public record Segments(List<SegmentJson> segments, @About(orNull = true) String cursor) {}

  public record Clips(List<ShownClipJson> clips, @About(orNull = true) String cursor) {}

  public record Messages(List<MessageJson> messages, @About(orNull = true) String cursor) {}

  /** Something that was said. */
  public record MessageJson(@About("Offset.") double at, String who, String text) {}
}
