package tv.aircheck.cli.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import tv.aircheck.cli.config.NodeConfig;
import tv.aircheck.relay.RelayAuth;

/**
 * Who this node is among others: what the configuration says, or what was made up at the first
 * start and kept in the data folder since. The name must stay, as recorders resume takes by it.
 */
record NodeIdentity(String name, RelayAuth relayAuth) {
  static NodeIdentity of(NodeConfig node, Path data, SecureRandom random) {
    String name =
        node.name().isEmpty()
            ? KeptWord.in(data.resolve("node-name"), "node-", 4, random)
            : node.name();
    String secret =
        node.relaySecret().isEmpty()
            ? KeptWord.in(data.resolve("relay-secret"), "", 32, random)
            : node.relaySecret();
    return new NodeIdentity(name, new RelayAuth(secret.getBytes(StandardCharsets.UTF_8), random));
  }
}
