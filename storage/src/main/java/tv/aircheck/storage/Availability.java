package tv.aircheck.storage;

/** Whether an object can be read now. */
public enum Availability {
  READY,
  /** {@link ObjectStore#restore} has to bring it back first. */
  ARCHIVED,
  /** On its way back: asked for, and not there yet. */
  RESTORING
}
