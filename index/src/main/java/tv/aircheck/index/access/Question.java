package tv.aircheck.index.access;

import java.util.Optional;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.Index;

/** What is asked of the index for access, and may be some moments old. */
sealed interface Question<T> {
  T answer(Index index, long nowMs);

  /** Whose secret has this hash. */
  record Holder(String hash) implements Question<Optional<CredentialRow>> {
    @Override
    public Optional<CredentialRow> answer(Index index, long nowMs) {
      return index.credentials().byHash(hash);
    }
  }

  /** Who signed in to the session of this hash. */
  record SignedIn(String hash) implements Question<Optional<CredentialRow>> {
    @Override
    public Optional<CredentialRow> answer(Index index, long nowMs) {
      return index.credentials().bySession(hash, nowMs);
    }
  }

  /** Whether there are publish keys, or other tokens. */
  record Any(boolean publishKeys) implements Question<Boolean> {
    @Override
    public Boolean answer(Index index, long nowMs) {
      return index.credentials().any(publishKeys);
    }
  }

  /** A broadcast, whatever its state. */
  record Show(String id) implements Question<Optional<Subject>> {
    @Override
    public Optional<Subject> answer(Index index, long nowMs) {
      return index.broadcasts().subject(id);
    }
  }

  /** What is said of a channel. */
  record Channel(ChannelName channel) implements Question<Subject> {
    @Override
    public Subject answer(Index index, long nowMs) {
      return new Subject(channel, index.channels().visibility(channel));
    }
  }

  /** What is on air on a channel: what is said of the show goes before what is of the channel. */
  record OnAir(ChannelName channel) implements Question<Subject> {
    @Override
    public Subject answer(Index index, long nowMs) {
      return new Subject(
          channel,
          index
              .broadcasts()
              .visibilityOnAir(channel)
              .orElseGet(() -> index.channels().visibility(channel)));
    }
  }
}
