package tv.aircheck.playback.http;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** Answers for a show with what others make, which may take a while. */
@FunctionalInterface
public interface DeferredRoute {
  /** Has made what is to be sent. Blocks for no more than what the index and the store say. */
  CompletionStage<MediaAnswer> answer(MediaRequest request) throws MediaRefusal, IOException;
}
