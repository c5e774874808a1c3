package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.Role;

/**
 * Takes tokens or publish keys back.
 *
 * @param keys whether it is publish keys
 */
record CredentialRemoval(boolean keys, ChangeOptions change, PrintWriter out) {
  private String what() {
    return keys ? "publish key" : "token";
  }

  /** All of them are there, or nothing is done. */
  void remove(Index index, List<String> ids) {
    List<CredentialRow> rows = ids.stream().map(id -> find(index, id)).toList();
    for (CredentialRow row : rows) {
      String words = "the " + what() + " " + row.title() + ", " + words(row);
      if (change.dryRun) {
        out.println("Would remove " + words + ".");
      } else if (change.isWanted("Remove " + words + "?", out)) {
        long nowMs = InstantSource.system().millis();
        index.writeNow(
            tx ->
                new AccessEdits(tx, nowMs, change.deed().who(), change.deed().why())
                    .remove(row.id()));
        out.println("Removed " + words + "; a running server knows it within a second.");
      } else {
        out.println("Nothing was changed.");
      }
    }
  }

  private static String words(CredentialRow row) {
    return row.role().word() + " of " + row.channels();
  }

  private CredentialRow find(Index index, String id) {
    return index
        .credentials()
        .find(id)
        .filter(row -> (row.role() == Role.PUBLISHER) == keys)
        .orElseThrow(
            () ->
                new CommandFailed(
                    "there is no "
                        + what()
                        + " "
                        + id
                        + ": 'aircheck "
                        + (keys ? "keys" : "tokens")
                        + " ls' lists them"));
  }
}
