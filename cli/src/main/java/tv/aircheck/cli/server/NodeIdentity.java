package tv.aircheck.cli.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.config.NodeConfig;
import tv.aircheck.relay.RelayAuth;

/**
 * Who this node is among others: what the configuration says, or what was made up at the first
 * start and kept in the data folder since. The name must stay, as recorders resume takes by it.
 */
record NodeIdentity(String name, RelayAuth relayAuth) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  static NodeIdentity of(NodeConfig node, Path data, SecureRandom random) {
    String name =
        node.name().isEmpty() ? kept(data.resolve("node-name"), "node-", 4, random) : node.name();
    String secret =
        node.relaySecret().isEmpty()
            ? kept(data.resolve("relay-secret"), "", 32, random)
            : node.relaySecret();
    return new NodeIdentity(name, new RelayAuth(secret.getBytes(StandardCharsets.UTF_8), random));
  }

  private static String kept(Path file, String prefix, int bytes, SecureRandom random) {
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
