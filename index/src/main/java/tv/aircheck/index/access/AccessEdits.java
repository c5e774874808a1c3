package tv.aircheck.index.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.CredentialTimes;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.Transaction;

/**
 * Grants and takes back, as a part of the work that it is called in: each change with its line in
 * the audit. What cannot be done throws an {@link IndexException} of kind INVALID that says what to
 * do instead.
 */
public final class AccessEdits {
  private static final int ID_BYTES = 4;

  private final Transaction tx;
  private final long nowMs;
  private final String who;
  private final String why;

  /**
   * @param who for the audit
   * @param why in words; may be empty
   */
  public AccessEdits(Transaction tx, long nowMs, String who, String why) {
    this.tx = tx;
    this.nowMs = nowMs;
    this.who = who;
    this.why = why;
  }

  /**
   * A token or publish key to be made.
   *
   * @param name may be empty
   * @param expiresAtMs null: never
   */
  public record Wish(Role role, ChannelPattern channels, String name, Long expiresAtMs) {}

  /**
   * One that was made.
   *
   * @param secret is kept nowhere: whoever asked has to note it down
   */
  public record Made(CredentialRow row, String secret) {
    @Override
    public String toString() {
      return row.title();
    }
  }

  /** Makes a token, or with the role PUBLISHER a publish key. */
  public Made make(Wish wish, SecureRandom random) {
    if (wish.role() == Role.OPERATOR && !wish.channels().equals(ChannelPattern.ALL)) {
      throw refused("an operator is one for all channels: leave the channels out");
    }
    if (wish.expiresAtMs() != null && wish.expiresAtMs() <= nowMs) {
      throw refused("it would have expired already");
    }
    Made made = add(wish, random);
    note(AuditAction.TOKEN_MADE, made.row(), words(made.row()));
    return made;
  }

  private Made add(Wish wish, SecureRandom random) {
    boolean key = wish.role() == Role.PUBLISHER;
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    CredentialRow row =
        new CredentialRow(
            (key ? "k-" : "t-") + HexFormat.of().formatHex(id),
            wish.role(),
            wish.channels(),
            wish.name(),
            new CredentialTimes(nowMs, wish.expiresAtMs(), null));
    String secret = Secrets.make(key ? Secrets.PUBLISH_KEY : Secrets.TOKEN, random);
    tx.credentials().add(row, Secrets.hash(secret));
    return new Made(row, secret);
  }

  private static String words(CredentialRow row) {
    return row.role().word() + " of " + row.channels();
  }

  /** Takes one back, at once; who signed in with it is signed out. */
  public CredentialRow remove(String id) {
    CredentialRow row = known(id);
    tx.credentials().remove(id);
    note(AuditAction.TOKEN_REMOVED, row, words(row));
    return row;
  }

  /**
   * Makes a new publish key in the place of one.
   *
   * @param grace for how long the old one goes on working; zero removes it
   */
  public Made rotate(String id, Duration grace, SecureRandom random) {
    CredentialRow old = known(id);
    if (old.role() != Role.PUBLISHER) {
      throw refused(id + " is no publish key: make another token, and remove this one");
    }
    if (!old.isGoodAt(nowMs)) {
      throw refused(id + " has expired or was rotated before: 'aircheck keys ls' shows the others");
    }
    Made made =
        add(new Wish(old.role(), old.channels(), old.name(), old.times().expiresAtMs()), random);
    if (grace.isZero()) {
      tx.credentials().remove(id);
    } else {
      tx.credentials().expire(id, nowMs + grace.toMillis());
    }
    note(AuditAction.KEY_ROTATED, old, words(old) + ", by " + made.row().id());
    return made;
  }

  /** The session's token signed somebody in, or the session is over. */
  void session(AuditAction action, CredentialRow row) {
    note(action, row, words(row));
  }

  /** Somebody got a link to a show, or a channel. */
  public void link(String subject, ChannelName channel, String words) {
    add(AuditAction.LINK_MADE, subject, channel.toString(), words);
  }

  /** Who gets to see a channel. One that nobody has published to yet is made. */
  public void visibility(ChannelName channel, Visibility visibility) {
    tx.channels().ensure(channel, nowMs);
    Visibility before = tx.channels().visibility(channel);
    if (before != visibility) {
      tx.channels().visibility(channel, visibility);
      add(
          AuditAction.VISIBILITY_SET,
          channel.toString(),
          channel.toString(),
          visibility.word() + " (before: " + before.word() + ")");
    }
  }

  /**
   * Who gets to see a broadcast.
   *
   * @param visibility null: as its channel
   */
  public void visibility(String broadcastId, Visibility visibility) {
    BroadcastRow row =
        tx.broadcasts()
            .find(broadcastId)
            .orElseThrow(() -> refused("there is no broadcast " + broadcastId));
    Visibility before = row.visibility().own();
    if (before != visibility) {
      tx.broadcasts().visibility(broadcastId, visibility);
      add(
          AuditAction.VISIBILITY_SET,
          broadcastId,
          row.channel().toString(),
          word(visibility) + " (before: " + word(before) + ")");
    }
  }

  private static String word(Visibility own) {
    return own == null ? "as its channel" : own.word();
  }

  private CredentialRow known(String id) {
    return tx.credentials()
        .find(id)
        .orElseThrow(
            () ->
                refused(
                    "there is no token or publish key "
                        + id
                        + ": 'aircheck tokens ls' and 'aircheck keys ls' list them"));
  }

  private void note(AuditAction action, CredentialRow row, String words) {
    add(action, row.title(), row.channels().toString(), words);
  }

  private void add(AuditAction action, String subject, String channel, String words) {
    String because = why.isEmpty() ? words : words + ": " + why;
    tx.audit().add(new AuditRow(0, nowMs, who, action, subject, channel, 0, because));
  }

  private static IndexException refused(String words) {
    return new IndexException(IndexException.Kind.INVALID, words, null);
  }
}
