package tv.aircheck.web.api.route;

import java.util.Map;
import tv.aircheck.index.access.Caller;

/** A request, when it has been read and found to be one. */
public final class Call {
  private final Map<Parameter<?>, Object> values;
  private final Body body;
  private final Asker asker;

  /**
   * Who asks, and how.
   *
   * @param host that was asked for, without the port
   * @param onThisMachine whether by a program on the server's own machine
   * @param ifMatch null where there is none
   */
  record Asker(Caller caller, String host, boolean onThisMachine, String ifMatch) {}

  Call(Map<Parameter<?>, Object> values, Body body, Asker asker) {
    this.values = values;
    this.body = body;
    this.asker = asker;
  }

  /** What was sent for a parameter of the route, else what it usually is; null for nothing. */
  @SuppressWarnings("unchecked") // the parameter's own kind has read it
  public <T> T get(Parameter<T> parameter) {
    Object value = values.get(parameter);
    return value == null ? parameter.usual() : (T) value;
  }

  /** Null for a route without one. */
  public Body body() {
    return body;
  }

  public Caller caller() {
    return asker.caller();
  }

  public String host() {
    return asker.host();
  }

  public boolean isOnThisMachine() {
    return asker.onThisMachine();
  }

  /** A word for what can be edited of something, for {@link Answer#edit}. */
  public static String editWord(Object... values) {
    return Etag.edit(values);
  }

  /**
   * Whoever changes something has to know what it is.
   *
   * @param edit the word of it as it is now
   * @throws ApiProblem 412 where it is not what the caller knows
   */
  public void mustKnow(String edit) {
    if (asker.ifMatch() != null && !Etag.names(asker.ifMatch(), edit)) {
      throw ApiProblem.of(
          412, "somebody else has changed it since it was read: read it again, then decide");
    }
  }

  /**
   * @throws ApiProblem 428 where it does not say what it knows
   */
  void mustSay() {
    if (asker.ifMatch() == null) {
      throw ApiProblem.of(
          428, "send If-Match with the ETag that was read, so that nobody's change is lost; or *");
    }
  }
}
