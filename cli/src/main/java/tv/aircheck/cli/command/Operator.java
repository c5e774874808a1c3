package tv.aircheck.cli.command;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who is at the terminal, as the operating system knows: for the audit. */
final class Operator {
  private Operator() {}

  /** {@code user@host}. */
  static String name() {
    return System.getProperty("user.name", "somebody") + "@" + host();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // A machine whose name nobody resolves; the user's name still tells.
    }
  }
}
