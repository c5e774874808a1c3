package tv.aircheck.index;

/**
 * Something to write. It runs on the writer's thread inside a transaction that others wait for:
 * database calls only, nothing slow. What it throws undoes it alone.
 */
@FunctionalInterface
public interface Work<T> {
  T run(Transaction tx);
}
