package tv.aircheck.playback;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import tv.aircheck.index.ChannelName;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.StreamAddress;

/**
 * An address below {@code archive/}, understood: {@code archive/BROADCAST} or {@code
 * archive/APP/NAME}, wherever a client parts it into app and name, and from when.
 *
 * @param broadcastId null if a channel is asked for
 * @param channel null if a broadcast is asked for
 * @param startMs from {@code ?start=SECONDS}; null without
 * @param at from {@code ?at=TIME}; null without
 */
record ArchiveAddress(String broadcastId, ChannelName channel, Long startMs, Instant at) {
  static final String APP = "archive";

  private static final String AT = "at";
  private static final double MS_PER_SECOND = 1000;

  /** Is this app the archive's? Anything may come behind it, for clients part addresses at will. */
  static boolean isArchive(String app) {
    return app.equals(APP) || app.startsWith(APP + "/");
  }

  /** Does an address mean any of a channel's shows, by when it was on air? */
  static boolean choosesByTime(StreamAddress address) {
    return isArchive(address.app()) && address.query().containsKey(AT);
  }

  static ArchiveAddress parse(StreamAddress address) throws NotPlayable {
    String path = address.app() + "/" + address.name();
    String what = path.substring(Math.min(path.length(), APP.length() + 1));
    Long startMs = startMs(address.query());
    Instant at = at(address.query());
    if (startMs != null && at != null) {
      throw new NotPlayable(StatusCode.PLAY_FAILED, "give either start= or at=, not both");
    }
    int slash = what.lastIndexOf('/');
    if (what.isEmpty() || slash == what.length() - 1) {
      throw new NotPlayable(
          StatusCode.PLAY_STREAM_NOT_FOUND,
          "which show? Play archive/BROADCAST_ID, or archive/APP/NAME for a channel's latest");
    }
    if (slash < 0) {
      return new ArchiveAddress(what, null, startMs, at);
    }
    ChannelName channel = new ChannelName(what.substring(0, slash), what.substring(slash + 1));
    return new ArchiveAddress(null, channel, startMs, at);
  }

  private static Long startMs(Map<String, String> query) throws NotPlayable {
    String text = query.get("start");
    if (text == null) {
      return null;
    }
    double seconds = Double.NaN;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      // Told below, like NaN.
    }
    if (Double.isNaN(seconds)) {
      throw new NotPlayable(
          StatusCode.PLAY_FAILED,
          "start=" + text + " is no number of seconds; an example: start=90.5");
    }
    return Math.max(0, Math.round(seconds * MS_PER_SECOND));
  }

  private static Instant at(Map<String, String> query) throws NotPlayable {
    String text = query.get(AT);
    if (text == null) {
      return null;
    }
    try {
      // A plus sign that was not escaped arrives as a space.
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw new NotPlayable(
          StatusCode.PLAY_FAILED,
          "at=" + text + " is no time with a zone; an example: at=2026-11-22T15:04:05Z");
    }
  }
}
