package tv.aircheck.rtmp;

/** Receives what one player asks for. All calls come on the connection's event loop. */
public interface PlayHandler {
  /** The player is in: call {@link PlayStream#begin} and send. */
  void opened(PlayStream stream);

  /** Go to this moment; always answered by {@link PlayStream#seekDone} before media. Never NaN. */
  void seek(long positionMs);

  /** Stop or go on; {@code positionMs} is where the player says it is. */
  void pause(boolean paused, long positionMs);

  void receiveAudio(boolean wanted);

  void receiveVideo(boolean wanted);

  /** How much the player likes to hold ahead of what it shows. */
  void bufferLength(long lengthMs);

  /**
   * The socket takes more, or has enough; see {@link PlayStream#isWritable}. Do not send a whole
   * show at once to who takes it: ffmpeg that seeks drops everything up to the answer, and takes a
   * Play.Stop that it meets on the way for the end.
   */
  void writabilityChanged(boolean writable);

  /** The playing is over, however it ended. Exactly once, and the last call. */
  void closed();
}
