package tv.aircheck.web.api;

import tv.aircheck.web.api.route.Cursor;
import tv.aircheck.web.api.route.Kind;
import tv.aircheck.web.api.route.Parameter;

/** Parameters that several routes take. */
final class Params {
  static final Parameter<String> ID =
      Parameter.path("id", "A show, or a clip of one.", Kind.ulid());
  static final Parameter<String> APP =
      Parameter.path("app", "The first part of the channel's name.", Kind.channelPart("live"));
  static final Parameter<String> NAME =
      Parameter.path("name", "The second part of the channel's name.", Kind.channelPart("me"));
  static final Parameter<Cursor> CURSOR =
      Parameter.query("cursor", "Of the page before.", Kind.cursor());
  static final Parameter<Boolean> MINE =
      Parameter.query("mine", "True: only what the caller may edit.", Kind.flag(), false);
  static final Parameter<Long> FROM_OFFSET =
      Parameter.query("from", "The first offset, in seconds.", Kind.seconds());
  static final Parameter<Long> TO_OFFSET =
      Parameter.query("to", "The offset that none reaches, in seconds.", Kind.seconds());

  private Params() {}

  static Parameter<Integer> limit(int usual, int most) {
    return Parameter.query("limit", "How many at most.", Kind.number(1, most), usual);
  }
}
