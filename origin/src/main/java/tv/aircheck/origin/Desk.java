package tv.aircheck.origin;

/** What everything that serves one origin shares. */
record Desk(OriginSettings settings, World world, Takes takes, OriginListener listener) {}
