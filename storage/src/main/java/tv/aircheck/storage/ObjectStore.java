package tv.aircheck.storage;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Where segments live for good: immutable objects under keys. Calls block; any thread may make
 * them, and the caller bounds how many at once. Retries, limits and metrics are decorators round
 * it.
 *
 * <p>Nothing in it is ever overwritten: what changes is put again under a new key.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * On return the object is durable. Safe to repeat after any failure; never overwrites. The file
   * is never written again: the store may keep it as it is, under a second name.
   *
   * @throws ChecksumConflict if other bytes are stored under the key
   */
  PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException;

  /**
   * The same for small things that were made in memory: what remains in {@code bytes}, whose
   * position and limit stay as they are.
   *
   * @throws ChecksumConflict if other bytes are stored under the key
   */
  PutResult putIfAbsent(String key, ByteBuffer bytes) throws StorageException;

  /**
   * Fills {@code dst} as far as the object goes; the number of bytes, or -1 from its end on. Of
   * kind {@code ARCHIVED} if the object has to be brought back first.
   */
  int read(String key, long offset, ByteBuffer dst) throws StorageException;

  Optional<ObjectInfo> head(String key) throws StorageException;

  /** In the order of the keys' bytes. An empty cursor begins; {@link Listing#next()} goes on. */
  Listing list(String prefix, String cursor, int max) throws StorageException;

  /** What is not there counts as deleted. */
  void delete(Collection<String> keys) throws StorageException;

  /**
   * A second object of the same bytes with the same checksum on record, made by the store where it
   * can. Safe to repeat; never overwrites.
   *
   * @throws ChecksumConflict if other bytes are stored under {@code to}
   */
  PutResult copyIfAbsent(String from, String to) throws StorageException;

  /** Of kind {@code INVALID} where the store has no such tier. Safe to repeat. */
  void changeTier(String key, Tier tier) throws StorageException;

  /**
   * Begins to bring an archived object back; {@link #head} tells when it is there. Safe to repeat.
   *
   * @param keep how long it can be read then before it is archived only, in whole days
   */
  void restore(String key, Duration keep) throws StorageException;

  /** Nothing is asked of it any more: its connections and threads go. */
  @Override
  default void close() {}
}
