package tv.aircheck.web.api.route;

/** Why a request is not done, for whoever asked. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int AT_ONCE_S = 1;

  private final int status;
  private final String parameter;
  private final int retryAfterSeconds;

  /**
   * @param status of HTTP
   * @param detail a sentence that says what is wrong and what to do
   * @param parameter that is at fault, or null
   */
  private ApiProblem(int status, String detail, String parameter, int retryAfterSeconds) {
    super(detail, null, false, false);
    this.status = status;
    this.parameter = parameter;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** With 503, it is worth asking again in a second. */
  public static ApiProblem of(int status, String detail) {
    return new ApiProblem(status, detail, null, AT_ONCE_S);
  }

  /** A parameter, or a field of the body, cannot be used. */
  public static ApiProblem bad(String parameter, String detail) {
    return new ApiProblem(400, detail, parameter, AT_ONCE_S);
  }

  /** It cannot be done now: 503, and when it is worth asking again. */
  public static ApiProblem later(int retryAfterSeconds, String detail) {
    return new ApiProblem(503, detail, null, retryAfterSeconds);
  }

  /** It is not there, or not for this caller: nobody can tell which. */
  public static ApiProblem notFound(String what) {
    return of(404, "there is no " + what);
  }

  public int status() {
    return status;
  }

  /** When it is worth asking again, where it is a 503. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** Null where none is at fault. */
  public String parameter() {
    return parameter;
  }

  /** The status in few words. */
  static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Not signed in";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 409 -> "Conflict";
      case 412 -> "Changed meanwhile";
      case 413 -> "Too long";
      case 415 -> "No JSON";
      case 428 -> "If-Match is missing";
      case 503 -> "Busy";
      default -> "Internal error";
    };
  }
}
