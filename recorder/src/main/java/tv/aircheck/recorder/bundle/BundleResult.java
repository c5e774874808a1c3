package tv.aircheck.recorder.bundle;

import java.util.List;

/**
 * What became of one show.
 *
 * @param bundles the keys of those that were made
 * @param segments that are read from them now
 * @param bytes of the bundles
 * @param obstacle why it was left as it is, or half done, in words; null when it is done
 */
public record BundleResult(
    String broadcastId, List<String> bundles, long segments, long bytes, String obstacle) {
  public BundleResult {
    bundles = List.copyOf(bundles);
  }

  static BundleResult left(String broadcastId, String obstacle) {
    return new BundleResult(broadcastId, List.of(), 0, 0, obstacle);
  }

  public boolean isDone() {
    return obstacle == null;
  }

  BundleResult plus(String bundle, long moreSegments, long moreBytes) {
    java.util.ArrayList<String> all = new java.util.ArrayList<>(bundles);
    all.add(bundle);
    return new BundleResult(broadcastId, all, segments + moreSegments, bytes + moreBytes, null);
  }

  BundleResult stopped(String why) {
    return new BundleResult(broadcastId, bundles, segments, bytes, why);
  }
}
