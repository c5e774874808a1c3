package tv.aircheck.playback.http;

import java.time.Duration;

/**
 * What downloads may take.
 *
 * @param indexFirstBytes of up to so much media the index comes first
 * @param indexBlockBytes so much of an index is written at once
 * @param planBytes memory for where the media of downloads lies that go on, of all together
 * @param movieBytes memory for the indexes that are being sent, of all together
 * @param patience so long a download waits for others before its first byte
 */
record Mp4Limits(
    long indexFirstBytes, int indexBlockBytes, long planBytes, long movieBytes, Duration patience) {
  static final Mp4Limits DEFAULT =
      new Mp4Limits(128 << 20, 4 << 20, 48 << 20, 64 << 20, Duration.ofSeconds(10));

  Mp4Limits withIndex(long firstBytes, int blockBytes) {
    return new Mp4Limits(firstBytes, blockBytes, planBytes, movieBytes, patience);
  }

  Mp4Limits withMemory(long plans, long movies, Duration newPatience) {
    return new Mp4Limits(indexFirstBytes, indexBlockBytes, plans, movies, newPatience);
  }
}
