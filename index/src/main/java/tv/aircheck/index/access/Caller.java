package tv.aircheck.index.access;

import java.util.Objects;
import java.util.Optional;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.CredentialRow;

/**
 * Somebody who asks for something, and what they may do: the one place that decides, for HTTP, RTMP
 * and whatever comes. Immutable, pure.
 */
public final class Caller {
  private enum Standing {
    OPEN,
    NOBODY,
    KNOWN
  }

  /** Anybody at a server that is open: may do everything. */
  public static final Caller OPEN = new Caller(Standing.OPEN, null, null);

  /** Brought nothing. */
  public static final Caller NOBODY = new Caller(Standing.NOBODY, null, null);

  private final Standing standing;
  private final CredentialRow credential;
  private final ChannelName invitedTo;

  private Caller(Standing standing, CredentialRow credential, ChannelName invitedTo) {
    this.standing = standing;
    this.credential = credential;
    this.invitedTo = invitedTo;
  }

  /** One who showed a token or a publish key that is good. */
  public static Caller of(CredentialRow credential) {
    return new Caller(Standing.KNOWN, Objects.requireNonNull(credential), null);
  }

  /**
   * The same with a signed link that is good. It is the caller's of one request, which is about
   * what the link is for and nothing else of that channel.
   */
  public Caller invitedTo(ChannelName channel) {
    return new Caller(standing, credential, channel);
  }

  /** Whether they may something by a signed link alone. */
  public boolean isInvited() {
    return invitedTo != null;
  }

  /** The same without the link: for what it is not about. */
  public Caller uninvited() {
    return isInvited() ? new Caller(standing, credential, null) : this;
  }

  /**
   * @param visibility what holds for the show that it is about, else of the channel
   */
  public boolean may(Action action, ChannelName channel, Visibility visibility) {
    if (standing == Standing.OPEN) {
      return true;
    }
    boolean forAll =
        switch (action) {
          case LIST -> visibility == Visibility.PUBLIC;
          case WATCH -> visibility != Visibility.PRIVATE || channel.equals(invitedTo);
          case EDIT, OPERATE, PUBLISH -> false;
        };
    return forAll || holds(action, channel);
  }

  private boolean holds(Action action, ChannelName channel) {
    return credential != null
        && credential.role().allows(action)
        && credential.channels().matches(channel);
  }

  /** Whether how the server does is their business. */
  public boolean mayOperate() {
    return isOpen() || (credential != null && credential.role() == Role.OPERATOR);
  }

  /** Everybody may do everything here. */
  public boolean isOpen() {
    return standing == Standing.OPEN;
  }

  /** They showed no token that is good. */
  public boolean isNobody() {
    return standing == Standing.NOBODY;
  }

  /** {@code open}, {@code nobody}, or the role of the token. */
  public String role() {
    return credential == null
        ? standing == Standing.OPEN ? "open" : "nobody"
        : credential.role().word();
  }

  /** The channels on which {@link #role} holds; empty for nobody. */
  public Optional<ChannelPattern> channels() {
    if (credential != null) {
      return Optional.of(credential.channels());
    }
    return standing == Standing.OPEN ? Optional.of(ChannelPattern.ALL) : Optional.empty();
  }

  /** What they showed. */
  public Optional<CredentialRow> credential() {
    return Optional.ofNullable(credential);
  }

  /** For the audit; holds no secret. */
  public String name() {
    return switch (standing) {
      case OPEN -> "anybody";
      case NOBODY -> "nobody";
      case KNOWN -> credential.title();
    };
  }

  @Override
  public String toString() {
    return name();
  }
}
