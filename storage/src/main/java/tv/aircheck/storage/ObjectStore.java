package tv.aircheck.storage;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * Where segments live for good: immutable objects under keys. Calls block; any thread may make
 * them, and the caller bounds how many at once. Retries, limits and metrics are decorators round
 * it.
 */
public interface ObjectStore {
  /**
   * On return the object is durable. Safe to repeat after any failure; never overwrites. The file
   * is never written again: the store may keep it as it is, under a second name.
   *
   * @throws ChecksumConflict if other bytes are stored under the key
   */
  PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException;

  /** Fills {@code dst} as far as the object goes; the number of bytes, or -1 from its end on. */
  int read(String key, long offset, ByteBuffer dst) throws StorageException;

  Optional<ObjectInfo> head(String key) throws StorageException;

  /** In the order of the keys' bytes. An empty cursor begins; {@link Listing#next()} goes on. */
  Listing list(String prefix, String cursor, int max) throws StorageException;

  /** What is not there counts as deleted. */
  void delete(Collection<String> keys) throws StorageException;
}
