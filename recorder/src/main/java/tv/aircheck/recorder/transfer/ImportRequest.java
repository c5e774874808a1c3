package tv.aircheck.recorder.transfer;

import java.nio.file.Path;
import tv.aircheck.index.ChannelName;

/**
 * A recording made elsewhere, and where it belongs.
 *
 * @param startedAtMs when its first frame went on air, in milliseconds since 1970
 * @param title null for none
 */
public record ImportRequest(Path file, ChannelName channel, long startedAtMs, String title) {}
