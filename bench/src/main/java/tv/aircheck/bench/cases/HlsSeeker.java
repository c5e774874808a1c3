package tv.aircheck.bench.cases;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import tv.aircheck.bench.load.HlsPieces;

/** A player of HLS who has read a show's playlist and jumps about in it. One thread uses it. */
final class HlsSeeker implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final int port;
  private final String folder;
  private HlsPieces pieces;
  private Socket socket;
  private InputStream in;
  private int playlistBytes;

  private HlsSeeker(int port, String broadcast) throws IOException {
    this.port = port;
    this.folder = "/hls/" + broadcast + "/";
  }

  /** Reads the playlist. */
  static HlsSeeker watch(int port, String broadcast) throws IOException {
    HlsSeeker seeker = new HlsSeeker(port, broadcast);
    seeker.connect();
    seeker.readPlaylist();
    return seeker;
  }

  /** Anew: a server closes a connection on which nothing is asked for a while. */
  void connect() throws IOException {
    if (socket != null) {
      socket.close();
    }
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /** The playlist again; how long it takes to have all of it, compressed. */
  long readPlaylist() throws IOException {
    long begin = System.nanoTime();
    byte[] packed = in.readNBytes(ask("media.m3u8"));
    long nanos = System.nanoTime() - begin;
    playlistBytes = packed.length;
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
            StandardCharsets.US_ASCII);
    pieces = HlsPieces.of(text);
    return nanos;
  }

  /** Of the playlist as it was sent last. */
  int playlistBytes() {
    return playlistBytes;
  }

  /** From the request for the piece a place is in to its first byte. */
  long seekNanos(long placeMs) throws IOException {
    int piece = pieces.startsMs().size() - 1;
    while (piece > 0 && pieces.startsMs().get(piece) > placeMs) {
      piece--;
    }
    long begin = System.nanoTime();
    int length = ask(pieces.names().get(piece));
    in.readNBytes(1);
    long nanos = System.nanoTime() - begin;
    in.skipNBytes(length - 1);
    return nanos;
  }

  /** Asks, reads the head, and gives how many bytes follow. */
  private int ask(String name) throws IOException {
    String request =
        "GET " + folder + name + " HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line();
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(name + ": " + status);
    }
    int length = 0;
    for (String field = line(); !field.isEmpty(); field = line()) {
      if (field.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(field.substring(LENGTH.length()).strip());
      }
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
