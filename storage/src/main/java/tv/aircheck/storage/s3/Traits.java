package tv.aircheck.storage.s3;

import java.util.function.Supplier;
import tv.aircheck.storage.StorageException;

/**
 * What a bucket's server can do beyond the least, as it showed when it was first needed: found out
 * once by {@link Probe} and remembered. Any thread; those who ask meanwhile wait.
 */
final class Traits {
  /**
   * @param conditional a put with {@code If-None-Match: *} never overwrites
   * @param checksum a CRC-32C that is sent with a body is compared with what arrives
   */
  record Puts(boolean conditional, boolean checksum) {}

  /**
   * @param conditional completing with {@code If-None-Match: *} never overwrites
   * @param partChecksum a CRC-32C that is sent with a part is compared
   * @param wholeChecksum the CRC-32C of the whole is compared and kept
   */
  record Parts(boolean conditional, boolean partChecksum, boolean wholeChecksum) {}

  private final Supplier<Probe> probes;
  private Puts puts;
  private Parts parts;

  Traits(Supplier<Probe> probes) {
    this.probes = probes;
  }

  synchronized Puts puts() throws StorageException {
    if (puts == null) {
      try (Probe probe = probes.get()) {
        puts = probe.puts();
      }
    }
    return puts;
  }

  synchronized Parts parts() throws StorageException {
    if (parts == null) {
      try (Probe probe = probes.get()) {
        parts = probe.parts();
      }
    }
    return parts;
  }
}
