package tv.aircheck.web;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must work before this node should get traffic.
 *
 * @param name what it is, for example "index"
 * @param problem what is wrong with it now, or empty; called on an event loop: it must not block
 */
public record ReadinessCheck(String name, Supplier<Optional<String>> problem) {}
