package tv.aircheck.rtmp.session;

import java.util.function.Supplier;
import tv.aircheck.rtmp.RtmpApplication;
import tv.aircheck.rtmp.RtmpListener;
import tv.aircheck.rtmp.RtmpServerSettings;

/** What all sessions of a server share. */
public record SessionContext(
    RtmpServerSettings settings,
    RtmpApplication application,
    RtmpListener listener,
    Supplier<String> sessionIds) {}
