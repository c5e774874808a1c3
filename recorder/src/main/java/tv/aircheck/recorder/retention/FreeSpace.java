package tv.aircheck.recorder.retention;

import java.util.OptionalLong;
import tv.aircheck.storage.StorageException;

/** Tells how much room is left where the store lies. */
public interface FreeSpace {
  /** For a store that has no disk of its own here. */
  FreeSpace UNKNOWN = OptionalLong::empty;

  OptionalLong bytes() throws StorageException;
}
