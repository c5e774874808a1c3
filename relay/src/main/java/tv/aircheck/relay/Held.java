package tv.aircheck.relay;

/**
 * A take the subscriber has part of already, and the position at which it wants to go on. Asking is
 * not acknowledging: the bytes before {@code position} may still be in the subscriber's memory
 * only.
 */
public record Held(String takeId, long position) {}
