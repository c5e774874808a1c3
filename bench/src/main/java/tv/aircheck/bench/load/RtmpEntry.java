package tv.aircheck.bench.load;

import io.netty.channel.Channel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.rtmp.client.ClientSession;
import tv.aircheck.rtmp.handshake.ClientHandshake;

/** Plays over RTMP. */
final class RtmpEntry implements Players.Entry {
  private final PlayPlan plan;
  private final Dialer dialer;

  /** Seeks are the same in every run, though which player makes which is not. */
  private final RandomGenerator random = new Random(1);

  RtmpEntry(PlayPlan plan, Dialer dialer) {
    this.plan = plan;
    this.dialer = dialer;
  }

  @Override
  public Players.Playing enter(String address, Audience audience, Players.Events events) {
    RtmpUri uri = RtmpUri.parse(address);
    RtmpPlayer player = new RtmpPlayer(uri.name(), plan, audience, audience.now());
    ClientSession session = new ClientSession(uri, player);
    player.whenOver(session::close);
    var unused =
        session
            .ready()
            .whenComplete(
                (ready, failed) -> {
                  if (failed != null) {
                    events.refused(failed);
                  } else {
                    events.entered();
                    listen(session, player, events);
                    scheduleSeek(session, player, audience);
                  }
                });
    dialer.connect(
        audience.loop(),
        uri.host(),
        uri.port(),
        channel -> prepare(channel, session, audience),
        session::unreachable);
    return session::close;
  }

  private void prepare(Channel channel, ClientSession session, Audience audience) {
    channel.pipeline().addLast(new ReadCounter(audience), new ClientHandshake(random), session);
  }

  private static void listen(ClientSession session, RtmpPlayer player, Players.Events events) {
    var unused =
        session.closed().thenAccept(reason -> events.gone(player.isOver(), reason.words()));
  }

  private void scheduleSeek(ClientSession session, RtmpPlayer player, Audience audience) {
    if (plan.seekEvery() == null) {
      return;
    }
    var unused =
        audience
            .loop()
            .schedule(
                () -> seek(session, player, audience),
                plan.seekEvery().toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private void seek(ClientSession session, RtmpPlayer player, Audience audience) {
    long position = random.nextLong(plan.seekWithin().toMillis());
    session.onStream(
        writer -> {
          player.seek(writer, session.streamId(), position);
          scheduleSeek(session, player, audience);
        },
        () -> {});
  }
}
