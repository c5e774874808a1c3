package tv.aircheck.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A show with its takes. */
public record ShowDetailJson(
    @JsonUnwrapped ShowJson show,
    @About(value = "Of its last segment.", orNull = true) CodecsJson codecs,
    @JsonUnwrapped WhereaboutsJson kept,
    List<TakeJson> takes) {}
