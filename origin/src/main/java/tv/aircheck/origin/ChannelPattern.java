package tv.aircheck.origin;

/** {@code app/name}, where either side may be {@code *}, and an app may hold slashes of its own. */
final class ChannelPattern {
  private ChannelPattern() {}

  static boolean matches(String pattern, String app, String name) {
    int slash = pattern.lastIndexOf('/');
    if (slash < 0) {
      return pattern.equals("*");
    }
    return side(pattern.substring(0, slash), app) && side(pattern.substring(slash + 1), name);
  }

  private static boolean side(String pattern, String value) {
    return pattern.equals("*") || pattern.equals(value);
  }
}
