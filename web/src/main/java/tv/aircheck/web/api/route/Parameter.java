package tv.aircheck.web.api.route;

/**
 * A part of the path or of the query that a route takes.
 *
 * @param about what it is for
 * @param usual what it is when it is not there; null for nothing
 */
public record Parameter<T>(String name, boolean inPath, String about, Kind<T> kind, T usual) {
  public static <T> Parameter<T> path(String name, String about, Kind<T> kind) {
    return new Parameter<>(name, true, about, kind, null);
  }

  public static <T> Parameter<T> query(String name, String about, Kind<T> kind) {
    return new Parameter<>(name, false, about, kind, null);
  }

  public static <T> Parameter<T> query(String name, String about, Kind<T> kind, T usual) {
    return new Parameter<>(name, false, about, kind, usual);
  }

  T read(String text) {
    try {
      return kind.reading().read(text);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.bad(name, "'" + name + "' " + e.getMessage());
    }
  }
}
