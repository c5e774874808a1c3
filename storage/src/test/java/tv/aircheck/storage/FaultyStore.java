package tv.aircheck.storage;

import java.util.Optional;
import java.util.function.Function;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.storage.layer.StoreCall;
import tv.aircheck.storage.layer.StoreLayer;

/** Stands before a store and lets calls fail as it is told. */
public final class FaultyStore extends StoreLayer {
  private final Function<StoreCall, Fault> faults;

  /** What becomes of a call. */
  public enum Fault {
    NONE,
    /** It does not reach the store. */
    AWAY,
    /** The store asks to be asked less. */
    BUSY,
    /** It is done, and the answer does not come. */
    ANSWER_LOST
  }

  /**
   * @param faults asked at each call; of any thread
   */
  public FaultyStore(ObjectStore below, Function<StoreCall, Fault> faults) {
    super(below);
    this.faults = faults;
  }

  @Override
  protected <T> T pass(StoreCall call, Rest<T> rest) throws StorageException {
    return switch (faults.apply(call)) {
      case NONE -> rest.go();
      case AWAY -> throw new StorageException(Kind.UNAVAILABLE, "the store is away");
      case BUSY -> throw new StoreBusy("the store is busy", Optional.empty(), null);
      case ANSWER_LOST -> {
        rest.go();
        throw new StorageException(Kind.UNAVAILABLE, "the store does not answer");
      }
    };
  }
}
