package tv.aircheck.cli.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.HostPort;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.server.AccessWords;
import tv.aircheck.cli.server.Stores;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.recorder.verify.Trust;
import tv.aircheck.rtmp.Transport;
import tv.aircheck.storage.Finding;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/** Looks at the machine as a server with these settings would find it; changes nothing. */
public final class Checkup {
  private static final long LITTLE_DISK = 10L << 30;
  private static final long FEW_FILES = 10_000;
  private static final long SLOW_SYNC_MS = 50;
  private static final int SYNCS = 5;

  private final Config config;
  private final LongSupplier ticker;

  /**
   * @param ticker monotonic nanoseconds
   */
  public Checkup(Config config, LongSupplier ticker) {
    this.config = config;
    this.ticker = ticker;
  }

  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(memory());
    findings.add(openFiles());
    findings.add(transport());
    findings.addAll(dataFolder());
    findings.add(store());
    findings.addAll(archive());
    findings.add(port("rtmp", config.rtmp()));
    findings.add(port("relay", config.relay()));
    findings.add(port("http", config.http()));
    return findings;
  }

  /** What the index of an archive that is there says; asks neither a server nor the store. */
  private List<Finding> archive() {
    if (!Files.exists(config.indexFile())) {
      return List.of();
    }
    IndexSettings settings = IndexSettings.at(config.indexFile());
    try {
      return Index.isOld(settings)
          ? List.of(
              Finding.warning(
                  "index",
                  "is of an older version and was not looked into: the next start of the server"
                      + " brings it up to date"))
          : archive(settings);
    } catch (IndexException e) {
      return List.of(Finding.wrong("index", e.getMessage()));
    }
  }

  private List<Finding> archive(IndexSettings settings) {
    try (Index index = Index.open(settings)) {
      long troubled = index.uploads().backlog().troubled();
      boolean away = index.uploads().log().lastOutage().filter(StoreOutage::lasts).isPresent();
      return List.of(
          Trust.obstacle(index)
              .map(words -> Finding.warning("retention", "does not run: " + words))
              .orElse(Finding.fine("retention", "may run")),
          Finding.fine("access", String.join("; ", AccessWords.of(config, index))),
          troubled > 0 || away
              ? Finding.warning(
                  "uploads",
                  (away ? "the store takes nothing; " : "")
                      + troubled
                      + " segments in trouble: 'aircheck store status' says more")
              : Finding.fine("uploads", "no segment is in trouble"));
    }
  }

  private static Finding java() {
    return Finding.fine(
        "java",
        System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ")");
  }

  private Finding memory() {
    long window = config.origin().window().totalBytes();
    long direct = Runtime.getRuntime().maxMemory();
    String words = "up to " + Human.bytes(direct) + " heap, and as much beside it for buffers";
    return window > direct
        ? Finding.warning(
            "memory",
            words
                + "; origin.window.total-bytes is "
                + Human.bytes(window)
                + ": start with AIRCHECK_OPTS=-XX:MaxDirectMemorySize=SIZE or lower it")
        : Finding.fine("memory", words);
  }

  private static Finding openFiles() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long most = unix.getMaxFileDescriptorCount();
      return most < FEW_FILES
          ? Finding.warning(
              "open files",
              "at most " + most + "; a stream needs about 2, a viewer 1: raise 'ulimit -n'")
          : Finding.fine("open files", "at most " + most);
    }
    return Finding.fine("open files", "no limit known");
  }

  private Finding transport() {
    try {
      Transport transport = Transport.of(config.node().transport());
      return transport == Transport.NIO
          ? Finding.warning("transport", "nio; the native ones of Linux are not to be had here")
          : Finding.fine("transport", transport.toString());
    } catch (IllegalArgumentException e) {
      return Finding.wrong("transport", e.getMessage());
    }
  }

  private List<Finding> dataFolder() {
    Path data = config.data().toAbsolutePath().normalize();
    Path folder = data;
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isWritable(folder)) {
      return List.of(
          Finding.wrong(
              "data folder", data + " cannot be written: change its owner, or use --data"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.fine(
            "data folder",
            data + (folder.equals(data) ? "" : ", will be made at the first start")));
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String words = Human.bytes(free) + " free";
      findings.add(
          free < LITTLE_DISK
              ? Finding.warning("disk", words + "; an hour of 4 Mbit/s takes 1.7 GiB")
              : Finding.fine("disk", words));
      findings.add(sync(folder));
    } catch (IOException e) {
      findings.add(Finding.wrong("disk", "cannot be used: " + e.getMessage()));
    }
    return findings;
  }

  private Finding store() {
    if (!config.store().inBucket()) {
      return Finding.fine("store", "the folder " + config.storeFolder());
    }
    String words = config.store().s3().toString();
    try (ObjectStore store = Stores.bucket(config)) {
      store.list("", "", 1);
      return Finding.fine("store", words + " answers; 'aircheck store check' looks closer");
    } catch (StorageException e) {
      return Finding.wrong("store", e.getMessage());
    }
  }

  /**
   * Everything recorded is synced before it counts, so a slow sync is what an operator must know.
   */
  private Finding sync(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, ".aircheck-doctor", null);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long worst = 0;
      for (int i = 0; i < SYNCS; i++) {
        channel.write(ByteBuffer.allocate(64 * 1024));
        long start = ticker.getAsLong();
        channel.force(false);
        worst = Math.max(worst, (ticker.getAsLong() - start) / 1_000_000);
      }
      return worst > SLOW_SYNC_MS
          ? Finding.warning("disk sync", worst + " ms; many streams at once want a faster disk")
          : Finding.fine("disk sync", worst + " ms at most");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Finding port(String name, HostPort address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address.host(), address.port()));
      return Finding.fine(name, address + " is free");
    } catch (IOException e) {
      return Finding.warning(
          name, address + " cannot be listened on (" + e.getMessage() + "): is a server running?");
    }
  }
}
