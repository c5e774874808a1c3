package tv.aircheck.storage.s3;

import java.util.OptionalInt;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import tv.aircheck.storage.Availability;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.Tier;

/** Tiers and what servers call them. */
final class S3Tier {
  private S3Tier() {}

  /**
   * @param standard how the server names what new objects are kept in; null for its default
   */
  static String storageClass(Tier tier, String standard) {
    return switch (tier) {
      case STANDARD -> standard == null ? "STANDARD" : standard;
      case INFREQUENT -> "STANDARD_IA";
      case ARCHIVE_INSTANT -> "GLACIER_IR";
      case ARCHIVE -> "GLACIER";
    };
  }

  /** Classes that we do not set ourselves count as what reading them is like. */
  static Tier tier(String storageClass) {
    return switch (storageClass == null ? "" : storageClass) {
      case "STANDARD_IA", "ONEZONE_IA" -> Tier.INFREQUENT;
      case "GLACIER_IR" -> Tier.ARCHIVE_INSTANT;
      case "GLACIER", "DEEP_ARCHIVE" -> Tier.ARCHIVE;
      default -> Tier.STANDARD;
    };
  }

  static ObjectInfo info(String key, HeadObjectResponse found, OptionalInt crc32c) {
    Tier tier = tier(found.storageClassAsString());
    return new ObjectInfo(
        key, found.contentLength(), crc32c, found.lastModified(), tier, availability(tier, found));
  }

  static ObjectInfo info(String key, S3Object listed) {
    Tier tier = tier(listed.storageClassAsString());
    Availability availability = tier == Tier.ARCHIVE ? Availability.ARCHIVED : Availability.READY;
    return new ObjectInfo(
        key, listed.size(), OptionalInt.empty(), listed.lastModified(), tier, availability);
  }

  /** {@code ongoing-request="true"} while it is brought back, "false" while it is there. */
  private static Availability availability(Tier tier, HeadObjectResponse found) {
    if (tier != Tier.ARCHIVE) {
      return Availability.READY;
    }
    if (found.restore() == null) {
      return Availability.ARCHIVED;
    }
    return found.restore().contains("\"true\"") ? Availability.RESTORING : Availability.READY;
  }
}
