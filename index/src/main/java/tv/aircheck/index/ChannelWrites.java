package tv.aircheck.index;

import tv.aircheck.index.access.Visibility;

/** Changes to channels. */
public final class ChannelWrites extends Channels {
  ChannelWrites(Handles handles) {
    super(handles);
  }

  /** Makes sure the channel is there and gives its id. */
  public long ensure(ChannelName channel, long nowMs) {
    return handles.with(
        h -> {
          h.createUpdate(
                  "INSERT INTO channels (app, name, created_at_ms) VALUES (:app, :name, :now)"
                      + " ON CONFLICT (app, name) DO NOTHING")
              .bind("app", channel.app())
              .bind("name", channel.name())
              .bind("now", nowMs)
              .execute();
          return h.createQuery("SELECT id FROM channels WHERE app = :app AND name = :name")
              .bind("app", channel.app())
              .bind("name", channel.name())
              .mapTo(Long.class)
              .one();
        });
  }

  /** Says who gets to see it; whether there was such a channel. Manifests of its shows say it. */
  public boolean visibility(ChannelName channel, Visibility visibility) {
    handles.with(
        h -> {
          ManifestWrites.channelChanged(h, channel);
          return null;
        });
    return handles.with(
            h ->
                h.createUpdate(
                        "UPDATE channels SET visibility = :visibility"
                            + " WHERE app = :app AND name = :name")
                    .bind("visibility", visibility.name())
                    .bind("app", channel.app())
                    .bind("name", channel.name())
                    .execute())
        > 0;
  }

  /** Whether there was such a channel. */
  public boolean title(ChannelName channel, String title) {
    return handles.with(
            h ->
                h.createUpdate(
                        "UPDATE channels SET title = :title WHERE app = :app AND name = :name")
                    .bind("title", title)
                    .bind("app", channel.app())
                    .bind("name", channel.name())
                    .execute())
        > 0;
  }
}
