package tv.aircheck.recorder.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tv.aircheck.storage.StorageException;

/**
 * Reads what a manifest says of its broadcast as a whole, and not on: whether it is whole is open.
 */
final class FirstWords implements ManifestVisitor {
  private ManifestHeader header;

  private FirstWords() {}

  /** Empty where it is none that can be read. */
  static Optional<ManifestHeader> of(InputStream in) throws IOException {
    FirstWords words = new FirstWords();
    try {
      ManifestReader.read(in, words);
    } catch (Enough e) {
      return Optional.of(words.header);
    } catch (StorageException e) {
      switch (e.kind()) {
        case CORRUPT, INVALID, NOT_FOUND, ARCHIVED -> {
          return Optional.empty();
        }
        default -> throw e;
      }
    }
    return Optional.empty();
  }

  @Override
  public void header(ManifestHeader of) throws Enough {
    header = of;
    throw new Enough();
  }

  /** Not a failure. */
  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
