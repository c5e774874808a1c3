package tv.aircheck.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.aircheck.storage.StorageException.Kind;

class DirectoryStoreTest extends ObjectStoreContract {
  private static final byte[] CONTENT = Bytes.random(1, 1_000);
  private static final int CRC = Bytes.crc32c(CONTENT);

  @Override
  protected ObjectStore emptyStore() throws IOException {
    return open(new LocalDisk());
  }

  private DirectoryStore open(Disk disk) throws StorageException {
    return DirectoryStore.open(local.resolve("store"), disk);
  }

  private Path segment() throws IOException {
    return Bytes.file(local.resolve("spool/segment.flv"), CONTENT);
  }

  @Test
  void onTheSameFileSystemNoByteIsCopied() throws IOException {
    Path segment = segment();
    open(new LocalDisk()).putIfAbsent("a/1", segment, CRC);
    assertThat(Files.isSameFile(segment, local.resolve("store/a/1"))).isTrue();
    Files.delete(segment);
    assertThat(local.resolve("store/a/1")).hasBinaryContent(CONTENT);
  }

  @Test
  void fromAnotherFileSystemItIsCopied() throws IOException {
    Path segment = segment();
    DirectoryStore store = open(new FaultyDisk().withoutLinks());
    assertThat(store.putIfAbsent("a/1", segment, CRC)).isEqualTo(PutResult.STORED);
    assertThat(Files.isSameFile(segment, local.resolve("store/a/1"))).isFalse();
    assertThat(local.resolve("store/a/1")).hasBinaryContent(CONTENT);
    assertThat(local.resolve("store/.incoming")).isEmptyDirectory();
  }

  @Test
  void aFullDiskIsSaidAndLeavesNothing() throws IOException {
    Path segment = segment();
    DirectoryStore store = open(new FaultyDisk().withoutLinks().leaveRoom(500));
    assertKind(Kind.FULL, () -> store.putIfAbsent("a/1", segment, CRC));
    assertThat(store.head("a/1")).isEmpty();
    assertThat(local.resolve("store/.incoming")).isEmptyDirectory();
  }

  @Test
  void theLastDeleteOfAFolderTakesTheFolder() throws IOException {
    DirectoryStore store = open(new LocalDisk());
    store.putIfAbsent("a/b/1", segment(), CRC);
    store.putIfAbsent("a/b/2", segment(), CRC);
    store.delete(List.of("a/b/1"));
    assertThat(local.resolve("store/a/b")).exists();
    store.delete(List.of("a/b/2"));
    assertThat(local.resolve("store")).isEmptyDirectory();
    assertThat(store.putIfAbsent("a/b/1", segment(), CRC)).isEqualTo(PutResult.STORED);
  }

  @Test
  void anObjectCopiedInByHandIsServedButVouchedForByNobody() throws IOException {
    DirectoryStore store = open(new LocalDisk());
    Bytes.file(local.resolve("store/a/1"), CONTENT);
    assertThat(store.head("a/1").orElseThrow().crc32c()).isEmpty();
    assertThat(store.putIfAbsent("a/1", segment(), CRC)).isEqualTo(PutResult.ALREADY_THERE);
  }

  @Test
  void aCopyIsASecondNameAndKeepsTheChecksumOnRecord() throws IOException {
    DirectoryStore store = open(new LocalDisk());
    store.putIfAbsent("a/1", segment(), CRC);
    Files.write(local.resolve("store/a/1"), Bytes.random(9, 1_000));
    store.copyIfAbsent("a/1", "quarantine/a/1");
    Path copy = local.resolve("store/quarantine/a/1");
    assertThat(Files.isSameFile(local.resolve("store/a/1"), copy)).isTrue();
    assertThat(store.head("quarantine/a/1").orElseThrow().crc32c()).hasValue(CRC);
  }

  @Test
  void whenItWasStoredIsWhenItsFileWasWritten() throws IOException {
    DirectoryStore store = open(new LocalDisk());
    Path segment = segment();
    Instant written = Instant.parse("2026-11-22T15:04:05Z");
    Files.setLastModifiedTime(segment, FileTime.from(written));
    store.putIfAbsent("a/1", segment, CRC);
    assertThat(store.head("a/1").orElseThrow().storedAt()).isEqualTo(written);
    assertThat(store.list("", "", 5).objects().get(0).storedAt()).isEqualTo(written);
  }

  @Test
  void theChecksumOnRecordOutlivesTheContent() throws IOException {
    DirectoryStore store = open(new LocalDisk());
    Path segment = segment();
    store.putIfAbsent("a/1", segment, CRC);
    Files.write(local.resolve("store/a/1"), Bytes.random(9, 1_000));
    assertThat(store.head("a/1").orElseThrow().crc32c()).hasValue(CRC);
  }

  @Test
  void aNoteWithoutItsObjectDoesNotStandInTheWay() throws IOException {
    DirectoryStore store = open(new LocalDisk());
    byte[] never = Bytes.random(7, 1_000);
    Path other = Bytes.file(local.resolve("spool/other.flv"), never);
    DirectoryStore dying = open(new FaultyDisk().failWhen(step -> step.startsWith("link")));
    assertKind(Kind.UNAVAILABLE, () -> dying.putIfAbsent("a/1", other, Bytes.crc32c(never)));

    store.putIfAbsent("a/1", segment(), CRC);
    assertThat(store.head("a/1").orElseThrow().crc32c()).hasValue(CRC);
    assertThat(store.putIfAbsent("a/1", segment(), CRC)).isEqualTo(PutResult.ALREADY_THERE);
  }
}
