package tv.aircheck.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1 that nobody but a test trusts, and its key, made by the JDK's own
 * tool.
 */
public final class TestCertificate {
  private static final String PASSWORD = "changeit";

  private final Path certificate;
  private final Path key;
  private final KeyStore keys;

  private TestCertificate(Path certificate, Path key, KeyStore keys) {
    this.certificate = certificate;
    this.key = key;
    this.keys = keys;
  }

  /** Makes one in a folder of the test's. */
  public static TestCertificate in(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("keys.p12");
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String words =
        " -genkeypair -alias a -keyalg EC -storetype PKCS12 -storepass "
            + PASSWORD
            + " -dname CN=localhost -ext san=ip:127.0.0.1 -keystore ";
    Process made = new ProcessBuilder((tool + words + file).split(" ")).inheritIO().start();
    if (!made.waitFor(30, TimeUnit.SECONDS) || made.exitValue() != 0) {
      made.destroyForcibly();
      throw new AssertionError("keytool made no certificate in " + folder);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new TestCertificate(
        pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("a").getEncoded()),
        pem(
            folder.resolve("key.pem"),
            "PRIVATE KEY",
            keys.getKey("a", PASSWORD.toCharArray()).getEncoded()),
        keys);
  }

  private static Path pem(Path file, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  /** A PEM file. */
  public Path certificate() {
    return certificate;
  }

  /** A PEM file, not encrypted. */
  public Path key() {
    return key;
  }

  /** For a client that trusts it. */
  public SSLContext trusting() throws GeneralSecurityException {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
