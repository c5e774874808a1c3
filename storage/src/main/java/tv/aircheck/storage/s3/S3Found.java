package tv.aircheck.storage.s3;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import tv.aircheck.storage.ChecksumConflict;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;

/**
 * What to make of an object that a put finds in its place. The checksum on record says what was
 * sent. Where the server compares that with what arrives, it says what is there as well; where it
 * does not, whoever sent it may have been killed, or not been answered, before the object was
 * proven: then it is proven now, by its entity tag or by reading it. Any thread.
 */
final class S3Found {
  private final Bucket bucket;
  private final S3Lookup lookup;
  private final Traits traits;

  S3Found(Bucket bucket, S3Lookup lookup, Traits traits) {
    this.bucket = bucket;
    this.lookup = lookup;
    this.traits = traits;
  }

  /**
   * @throws ChecksumConflict if somebody put other bytes there; they stay
   * @throws StorageException UNAVAILABLE if these bytes were sent and are damaged: they are
   *     deleted; CORRUPT if those that are offered are not what they are said to be
   */
  PutResult compare(String key, Payload payload, int crc32c) throws StorageException {
    if (isComparedByServer(payload.length())) {
      return lookup.alreadyThere(key, payload.length(), crc32c);
    }
    HeadObjectResponse found = lookup.require(key);
    OptionalInt noted = S3Lookup.noted(found);
    if (noted.isPresent() && noted.getAsInt() != crc32c) {
      throw new ChecksumConflict(key, crc32c, noted.getAsInt());
    }
    if (found.contentLength() == payload.length() && isTagOf(payload, found.eTag())) {
      return PutResult.ALREADY_THERE;
    }
    int stored = lookup.contentCrc(key);
    if (stored == crc32c) {
      return PutResult.ALREADY_THERE;
    }
    if (noted.isPresent()) {
      requireWhole(payload, crc32c);
      throw lookup.deleteDamaged(key, crc32c, stored);
    }
    throw new ChecksumConflict(key, crc32c, stored);
  }

  /** Before the other copy is deleted. */
  private static void requireWhole(Payload payload, int crc32c) throws StorageException {
    int offered = payload.sums(0, payload.length(), new CRC32C(), false).crc32c();
    if (offered != crc32c) {
      throw new StorageException(
          StorageException.Kind.CORRUPT,
          "%s has CRC-32C %08x and should have %08x".formatted(payload.words(), offered, crc32c));
    }
  }

  private boolean isComparedByServer(long bytes) throws StorageException {
    return bucket.settings().objects().inParts(bytes)
        ? traits.parts().partChecksum()
        : traits.puts().checksum();
  }

  /** Only what has these bytes has this tag; one of another kind tells nothing. */
  private boolean isTagOf(Payload payload, String eTag) throws StorageException {
    String tag = eTag == null ? "" : eTag.replace("\"", "");
    S3Keeping keeping = bucket.settings().objects();
    long length = payload.length();
    if (!keeping.inParts(length)) {
      return tag.equalsIgnoreCase(hex(md5(payload, 0, length)));
    }
    long size = keeping.partBytes(length);
    String ending = "-" + (length + size - 1) / size;
    if (!tag.endsWith(ending)) {
      return false;
    }
    MessageDigest ofParts = Payload.md5();
    for (long at = 0; at < length; at += size) {
      ofParts.update(md5(payload, at, Math.min(size, length - at)));
    }
    return tag.equalsIgnoreCase(hex(ofParts.digest()) + ending);
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static byte[] md5(Payload payload, long from, long length) throws StorageException {
    return payload.sums(from, length, new CRC32C(), true).md5();
  }
}
