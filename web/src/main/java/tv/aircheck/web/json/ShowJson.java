package tv.aircheck.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A show, and all that there is to say of it in a list. */
public record ShowJson(
    @JsonUnwrapped BroadcastJson broadcast,
    @About("Whether this caller may.") boolean mayEdit,
    ExpiryJson expiry,
    MediaJson media) {}
