package tv.aircheck.index.access;

import java.util.Locale;
import java.util.Optional;

/** What a token is good for, on the channels that its pattern matches. */
public enum Role {
  /** Publishes; a publish key has this role, and no other. */
  PUBLISHER,
  /** Sees and watches everything, whatever its visibility. */
  VIEWER,
  /** That, and changes it. */
  OWNER,
  /** That on every channel, and asks how the server does. */
  OPERATOR;

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of a token; publish keys are made elsewhere. */
  public static Optional<Role> ofToken(String word) {
    for (Role each : values()) {
      if (each != PUBLISHER && each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  boolean allows(Action action) {
    return switch (action) {
      case LIST, WATCH -> this != PUBLISHER;
      case EDIT -> this == OWNER || this == OPERATOR;
      case OPERATE -> this == OPERATOR;
      case PUBLISH -> this == PUBLISHER;
    };
  }
}
