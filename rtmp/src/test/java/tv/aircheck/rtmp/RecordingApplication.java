package tv.aircheck.rtmp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import tv.aircheck.rtmp.chunk.Received;

/** Writes down, as lines, what a server asks of its application, and answers as it is told to. */
public final class RecordingApplication implements RtmpApplication {
  public final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  public volatile Consumer<PublishOffer> onPublish = offer -> offer.accept(new Publisher());
  public volatile Consumer<PlayOffer> onPlay = offer -> offer.accept(new Player());
  public volatile Consumer<DoubleConsumer> onLength = reply -> reply.accept(12.5);
  public volatile PublishStream publisher;
  public volatile PlayStream player;
  public volatile PublishRequest publishRequest;
  public volatile PlayRequest playRequest;
  public volatile Peer lengthPeer;

  @Override
  public void publish(PublishRequest request, PublishOffer offer) {
    publishRequest = request;
    lines.add("publish " + request.address());
    onPublish.accept(offer);
  }

  @Override
  public void play(PlayRequest request, PlayOffer offer) {
    playRequest = request;
    lines.add(
        "play "
            + request.address()
            + " from "
            + request.startMs()
            + " for "
            + request.durationMs()
            + (request.reset() ? "" : " appended"));
    onPlay.accept(offer);
  }

  @Override
  public void streamLength(StreamAddress address, Peer peer, DoubleConsumer reply) {
    lengthPeer = peer;
    lines.add("length of " + address);
    onLength.accept(reply);
  }

  public final class Publisher implements PublishHandler {
    @Override
    public void opened(PublishStream stream) {
      publisher = stream;
      lines.add("publishing");
    }

    @Override
    public void media(RtmpMessage message) {
      Received kept = Received.of(message);
      lines.add("media " + kept.typeId() + " @" + kept.timestamp() + " " + kept.hex());
    }

    @Override
    public void data(RtmpMessage message) {
      Received kept = Received.of(message);
      lines.add("data " + kept.typeId() + " @" + kept.timestamp() + " " + kept.hex());
    }

    @Override
    public void readComplete() {}

    @Override
    public void closed(CloseReason reason) {
      lines.add("publisher closed: " + reason);
    }
  }

  public final class Player implements PlayHandler {
    @Override
    public void opened(PlayStream stream) {
      player = stream;
      lines.add("playing");
      stream.begin(true, playRequest.reset());
      stream.flush();
    }

    @Override
    public void seek(long positionMs) {
      lines.add("seek " + positionMs);
      player.seekDone(positionMs, "");
      player.flush();
    }

    @Override
    public void pause(boolean paused, long positionMs) {
      lines.add((paused ? "pause at " : "go on at ") + positionMs);
      if (paused) {
        player.pauseDone();
      } else {
        player.unpauseDone();
      }
      player.flush();
    }

    @Override
    public void receiveAudio(boolean wanted) {
      lines.add("audio " + wanted);
    }

    @Override
    public void receiveVideo(boolean wanted) {
      lines.add("video " + wanted);
    }

    @Override
    public void bufferLength(long lengthMs) {
      lines.add("buffer " + lengthMs);
    }

    @Override
    public void writabilityChanged(boolean writable) {
      lines.add("writable " + writable);
    }

    @Override
    public void closed() {
      lines.add("player closed");
    }
  }
}
