package tv.aircheck.web.api;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tv.aircheck.index.Index;
import tv.aircheck.playback.ClipDesk;

/**
 * What the API stands on.
 *
 * @param clips makes clips, and reads what lies at their ends
 * @param status the document of how this node does; blocks for a moment
 * @param version of the program
 */
public record ApiParts(
    Index index,
    InstantSource clock,
    LongSupplier nanoTicker,
    Keeping keeping,
    ClipDesk clips,
    Addresses addresses,
    Supplier<byte[]> status,
    String version) {}
