package tv.aircheck.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A show, and all that there is to say of it in a list. */
public record ShowJson(
    @JsonUnwrapped BroadcastJson broadcast,
    @About(
            value = "What holds.",
            words = {"public", "unlisted", "private"})
        String visibility,
    @About(
            value = "What was said for it alone; null: its channel's holds.",
            orNull = true,
            words = {"public", "unlisted", "private"})
        String ownVisibility,
    @About("Whether this caller may.") boolean mayEdit,
    ExpiryJson expiry,
    MediaJson media) {}
