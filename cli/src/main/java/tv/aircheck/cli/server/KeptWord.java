package tv.aircheck.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import tv.aircheck.cli.CommandFailed;

/** A name or a secret that is made up once, and kept in a file that only its owner may read. */
final class KeptWord {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private KeptWord() {}

  /** What the file holds; made of so many random bytes, where there is none yet. */
  static String in(Path file, String prefix, int bytes, SecureRandom random) {
    try {
      if (Files.exists(file)) {
        String text = Files.readString(file).trim();
        if (!text.isEmpty()) {
          return text;
        }
      }
      byte[] made = new byte[bytes];
      random.nextBytes(made);
      String text = prefix + HexFormat.of().formatHex(made);
      Files.deleteIfExists(file);
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(file, text + "\n", StandardOpenOption.SYNC, StandardOpenOption.WRITE);
      return text;
    } catch (IOException e) {
      throw new CommandFailed("cannot read or write " + file + ": " + e.getMessage(), e);
    }
  }
}
