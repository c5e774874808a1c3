package tv.aircheck.bench.load;

import io.netty.channel.Channel;
import java.net.URI;
import java.util.Random;
import java.util.random.RandomGenerator;
import tv.aircheck.rtmp.RtmpUri;

/** Where publishers publish to: {@code rtmp://HOST:PORT/APP}, or {@code tcp://HOST:PORT}. */
final class Target {
  private final URI address;
  private final String prefix;

  /** Handshakes need bytes that look random, and nothing more. */
  private final RandomGenerator random = new Random(1);

  /**
   * @param prefix of the streams' names; a number follows
   * @throws IllegalArgumentException if the address is neither
   */
  Target(URI address, String prefix) {
    this.address = address;
    this.prefix = prefix;
    String scheme = address.getScheme();
    if (address.getHost() == null || !("rtmp".equals(scheme) || "tcp".equals(scheme))) {
      throw new IllegalArgumentException(
          "not of the form rtmp://HOST:PORT/APP or tcp://HOST:PORT: " + address);
    }
  }

  String host() {
    return address.getHost();
  }

  int port() {
    return address.getPort() < 0 ? RtmpUri.DEFAULT_PORT : address.getPort();
  }

  Outlet outlet(Channel channel, int number) {
    if ("tcp".equals(address.getScheme())) {
      return Outlet.raw(channel);
    }
    return Outlet.rtmp(channel, RtmpUri.parse(address + "/" + prefix + number), random);
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
