package tv.aircheck.cli.top;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.config.HostPort;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.status.Status;

/** Asks a running server what it says of itself. */
public final class StatusSource {
  private static final int PATIENCE_MS = 3_000;
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final String PATH = "/api/v1/status";

  private final HostPort server;

  public StatusSource(HostPort server) {
    this.server = server;
  }

  Status status() {
    try {
      return Json.read(bytes(), Status.class);
    } catch (IOException e) {
      throw new CommandFailed(
          "what "
              + server
              + " answers is no status that this version understands: use the 'aircheck' of the"
              + " server's version",
          e);
    }
  }

  /**
   * As the server answers it.
   *
   * @throws CommandFailed when it does not; the message says what to do
   */
  public byte[] bytes() {
    try {
      InetSocketAddress address = server.connectable();
      URI uri = new URI("http", null, address.getHostString(), address.getPort(), PATH, null, null);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MS);
      connection.setReadTimeout(PATIENCE_MS);
      int answer = connection.getResponseCode();
      if (answer != OK) {
        connection.disconnect();
        throw new CommandFailed(refused(answer));
      }
      try (InputStream in = connection.getInputStream()) {
        return in.readAllBytes();
      }
    } catch (ConnectException e) {
      throw new CommandFailed(
          "no server answers at "
              + server
              + ": start one with 'aircheck serve', or say where it is with --http HOST:PORT",
          e);
    } catch (SocketTimeoutException e) {
      throw new CommandFailed(
          "the server at "
              + server
              + " does not answer within 3 s: is it busy, or is that another program?",
          e);
    } catch (IOException | java.net.URISyntaxException e) {
      throw new CommandFailed(
          "the server at "
              + server
              + " cannot be asked: "
              + e.getMessage()
              + "; --http HOST:PORT says where it is",
          e);
    }
  }

  private String refused(int answer) {
    return answer == FORBIDDEN
        ? "the server at " + server + " tells its status on its own machine only: ask there"
        : "what answers at "
            + server
            + " is no Aircheck server that has a status ("
            + answer
            + "): --http HOST:PORT says where it is";
  }
}
