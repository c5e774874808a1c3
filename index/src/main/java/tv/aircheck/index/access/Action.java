package tv.aircheck.index.access;

/** What somebody may want with a channel. */
public enum Action {
  /** Meet it in a list, a search, or the news of what went on air. */
  LIST,
  /** Watch it, live or past, and read what is known of it. */
  WATCH,
  /** Name, lock, delete, clip, show to others. */
  EDIT,
  /** What the server does with it. */
  OPERATE,
  /** Send a stream to it. */
  PUBLISH
}
