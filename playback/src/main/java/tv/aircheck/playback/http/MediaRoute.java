package tv.aircheck.playback.http;

import java.io.IOException;
import tv.aircheck.playback.NotPlayable;

/** Answers for a show. */
@FunctionalInterface
public interface MediaRoute {
  /** Finds what to send. Blocks: on a thread of the pool. */
  MediaAnswer answer(MediaRequest request) throws MediaRefusal, NotPlayable, IOException;
}
