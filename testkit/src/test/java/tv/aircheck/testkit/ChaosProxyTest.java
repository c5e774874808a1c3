package tv.aircheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChaosProxyTest {
  private static final byte[] BYTES = new byte[200_000];

  static {
    new Random(1).nextBytes(BYTES);
  }

  @Test
  void whatArrivesIsUnchanged() throws IOException {
    assertThat(received(new ChaosProxy.Trouble(7, 0, 500, 1))).isEqualTo(BYTES);
  }

  @Test
  void aCutConnectionDeliversAPrefix() throws IOException {
    for (int seed = 0; seed < 10; seed++) {
      byte[] got = received(new ChaosProxy.Trouble(seed, 50_000, 5_000, 0));
      assertThat(got.length).isLessThan(BYTES.length);
      assertThat(got).isEqualTo(Arrays.copyOf(BYTES, got.length));
    }
  }

  /** What a client gets of a server that sends {@link #BYTES} and closes. */
  private static byte[] received(ChaosProxy.Trouble trouble) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ChaosProxy proxy =
            new ChaosProxy((InetSocketAddress) server.getLocalSocketAddress(), trouble);
        Socket client = new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
      Thread sender = new Thread(() -> send(server), "sender");
      sender.start();
      byte[] got = new byte[BYTES.length + 1];
      int length = 0;
      try {
        for (int n; (n = client.getInputStream().read(got, length, got.length - length)) > 0; ) {
          length += n;
        }
      } catch (IOException reset) {
        assertThat(trouble.meanBytesToCut()).isPositive();
      }
      return Arrays.copyOf(got, length);
    }
  }

  private static void send(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(BYTES);
    } catch (IOException cut) {
      // the proxy may cut while this end still writes
    }
  }
}
