package tv.aircheck.storage.layer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;

/** Tells a listener of each call, how long it took and how much it carried. */
public final class MeteredStore extends StoreLayer {
  private final ObjectStore below;
  private final StoreListener listener;
  private final LongSupplier ticker;

  /**
   * @param ticker monotonic nanoseconds
   */
  public MeteredStore(ObjectStore below, StoreListener listener, LongSupplier ticker) {
    super(below);
    this.below = below;
    this.listener = listener;
    this.ticker = ticker;
  }

  @Override
  protected <T> T pass(StoreCall call, Rest<T> rest) throws StorageException {
    return measured(call, 0, rest);
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    return measured(StoreCall.READ, dst.remaining(), () -> below.read(key, offset, dst));
  }

  @Override
  public PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException {
    return measured(
        StoreCall.PUT_FILE, file.toFile().length(), () -> below.putIfAbsent(key, file, crc32c));
  }

  @Override
  public PutResult putIfAbsent(String key, ByteBuffer bytes) throws StorageException {
    return measured(StoreCall.PUT, bytes.remaining(), () -> below.putIfAbsent(key, bytes));
  }

  /**
   * @param most bytes that the call may carry
   */
  private <T> T measured(StoreCall call, long most, Rest<T> rest) throws StorageException {
    long start = ticker.getAsLong();
    try {
      T result = rest.go();
      listener.done(call, ticker.getAsLong() - start, carried(result, most));
      return result;
    } catch (StorageException e) {
      listener.failed(call, ticker.getAsLong() - start, e.kind());
      throw e;
    }
  }

  /** A read says how much; of what was there already, nothing is put. */
  private static long carried(Object result, long most) {
    if (result instanceof Integer read) {
      return Math.max(0, read);
    }
    return result == PutResult.ALREADY_THERE ? 0 : most;
  }
}
