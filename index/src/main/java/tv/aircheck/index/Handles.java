package tv.aircheck.index;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Where a query gets its connection from: the readers' pool, or the transaction it is part of. */
interface Handles {
  /** Runs a query; what the database refuses comes out as an {@link IndexException}. */
  <T> T with(Function<Handle, T> query);

  /** Something was changed that others are told of once it is on disk. */
  default void note(IndexChange change) {}

  static Handles of(Handle handle, Dialect dialect, Notes notes) {
    return new Handles() {
      @Override
      public <T> T with(Function<Handle, T> query) {
        try {
          return query.apply(handle);
        } catch (JdbiException e) {
          throw dialect.translate(e);
        }
      }

      @Override
      public void note(IndexChange change) {
        notes.add(change);
      }
    };
  }
}
