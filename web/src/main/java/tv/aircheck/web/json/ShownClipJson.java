package tv.aircheck.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A clip, and all that there is to say of it. */
public record ShownClipJson(
    @JsonUnwrapped ClipJson clip,
    @About(
            value = "Its show's.",
            words = {"public", "unlisted", "private"})
        String visibility,
    @About("Whether this caller may.") boolean mayEdit,
    @About(value = "Of its end; null where nothing is kept of it.", orNull = true)
        CodecsJson codecs,
    MediaJson media) {}
