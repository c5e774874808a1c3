package tv.aircheck.index.access;

/**
 * What a signed link has behind its question mark.
 *
 * @param expires seconds since 1970, in figures
 * @param signature over that and what the link is for
 */
public record LinkWords(String expires, String signature) {
  /** The names of the two in an address. */
  public static final String EXPIRES = "expires";

  public static final String SIGNATURE = "signature";

  /** Null where one of the two is missing. */
  public static LinkWords of(String expires, String signature) {
    return expires == null || signature == null ? null : new LinkWords(expires, signature);
  }

  /** As it stands in an address; nothing of it needs percent signs. */
  public String query() {
    return EXPIRES + "=" + expires + "&" + SIGNATURE + "=" + signature;
  }

  /** It may be in a log. */
  @Override
  public String toString() {
    return "a link until " + expires;
  }
}
