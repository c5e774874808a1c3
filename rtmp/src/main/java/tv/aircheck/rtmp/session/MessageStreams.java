package tv.aircheck.rtmp.session;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.CloseReason.Kind;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.StatusCode;

/** The message streams of a connection: few, mostly one, with the number 1. */
final class MessageStreams {
  static final CloseReason UNPUBLISHED =
      new CloseReason(Kind.UNPUBLISHED, "the publisher ended the stream");

  private final ServerSession session;
  private final List<MessageStream> streams = new ArrayList<>();
  private int lastId;
  private long bufferLengthMs;

  MessageStreams(ServerSession session) {
    this.session = session;
  }

  /** The number of a new stream; -1 if there are too many. */
  int create(int limit) {
    if (streams.size() >= limit) {
      return -1;
    }
    lastId++;
    streams.add(new MessageStream(session, lastId));
    return lastId;
  }

  /**
   * The stream of a number. Where there is only one, it is also meant by a wrong number: senders
   * exist that get it wrong. Null if that does not help.
   */
  MessageStream find(int id) {
    for (int i = 0; i < streams.size(); i++) {
      MessageStream stream = streams.get(i);
      if (stream.id() == id) {
        return stream;
      }
    }
    return streams.size() == 1 ? streams.get(0) : null;
  }

  /** Ends a stream and forgets it, by number or, as some say it, by the published name. */
  void delete(Object which) {
    if (which instanceof Double number) {
      streams.stream().filter(s -> s.id() == number).toList().forEach(this::delete);
    } else if (which instanceof String name) {
      publishers(name).forEach(this::delete);
    }
  }

  private void delete(MessageStream stream) {
    streams.remove(stream);
    stream.end(UNPUBLISHED);
  }

  /** FCUnpublish: ends the publishing of a name; the stream itself stays. */
  void unpublish(String name) {
    for (MessageStream stream : publishers(name)) {
      stream.end(UNPUBLISHED);
      stream.status(Replies.STATUS, StatusCode.UNPUBLISH_SUCCESS, "Stream is now unpublished.");
    }
  }

  /** Those that publish a name, or all that publish if none does. */
  private List<MessageStream> publishers(String said) {
    List<MessageStream> all = streams.stream().filter(s -> s.publishing() != null).toList();
    List<MessageStream> named =
        all.stream().filter(s -> said.contains(s.publishing().name())).toList();
    return named.isEmpty() ? all : named;
  }

  void media(RtmpMessage message) {
    MessageStream stream = find(message.streamId());
    if (stream == null) {
      session.context().listener().messageIgnored(message.typeId());
    } else {
      stream.media(message);
    }
  }

  void data(RtmpMessage message) {
    MessageStream stream = find(message.streamId());
    if (stream == null) {
      session.context().listener().messageIgnored(message.typeId());
    } else {
      stream.data(message);
    }
  }

  void readComplete() {
    for (int i = 0; i < streams.size(); i++) {
      Publishing publishing = streams.get(i).publishing();
      if (publishing != null) {
        publishing.handler().readComplete();
      }
    }
  }

  void writabilityChanged(boolean writable) {
    for (MessageStream stream : List.copyOf(streams)) {
      if (stream.playing() != null) {
        stream.playing().writabilityChanged(writable);
      }
    }
  }

  /** Clients say it before play or after, and 0 for every stream. */
  void bufferLength(long id, long lengthMs) {
    bufferLengthMs = lengthMs;
    for (MessageStream stream : List.copyOf(streams)) {
      if (stream.playing() != null && (id == 0 || id == stream.id())) {
        stream.playing().handler().bufferLength(lengthMs);
      }
    }
  }

  /** Tells a new player's handler what was said before. */
  void tellBufferLength(MessageStream stream) {
    if (stream.playing() != null && bufferLengthMs > 0) {
      stream.playing().handler().bufferLength(bufferLengthMs);
    }
  }

  Liveness.Phase phase() {
    Liveness.Phase phase = Liveness.Phase.IDLE;
    for (MessageStream stream : streams) {
      if (stream.publishing() != null) {
        return Liveness.Phase.PUBLISHING;
      }
      if (stream.playing() != null) {
        phase = Liveness.Phase.PLAYING;
      }
    }
    return phase;
  }

  /** Tells every publisher and player why; whether there was one. */
  boolean tell(String code, String words) {
    boolean told = false;
    for (MessageStream stream : streams) {
      if (stream.state() != MessageStream.State.IDLE) {
        stream.status(Replies.ERROR, code, words);
        told = true;
      }
    }
    return told;
  }

  /** The server stops: players get the end of their stream. */
  void sayGoodbye() {
    for (MessageStream stream : List.copyOf(streams)) {
      if (stream.playing() != null) {
        stream.playing().discardQueued();
        stream.playing().unpublished();
      }
    }
  }

  void endAll(CloseReason reason) {
    List<MessageStream> ending = List.copyOf(streams);
    streams.clear();
    ending.forEach(stream -> stream.end(reason));
  }
}
