package tv.aircheck.index;

/** A channel as people name it: {@code app/name}. */
public record ChannelName(String app, String name) {
  @Override
  public String toString() {
    return app + "/" + name;
  }
}
