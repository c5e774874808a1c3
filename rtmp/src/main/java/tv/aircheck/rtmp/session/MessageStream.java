package tv.aircheck.rtmp.session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.PlayHandler;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.ProtocolException;
import tv.aircheck.rtmp.PublishHandler;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.PublishRequest;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.rtmp.message.Command;
import tv.aircheck.rtmp.message.DataFrame;
import tv.aircheck.rtmp.message.UserControl;

/** One message stream of a connection: nothing, a publisher or a player. */
final class MessageStream {
  /** What it is; changes in {@link #become} alone. */
  enum State {
    IDLE,
    ASKED,
    PUBLISHING,
    PLAYING
  }

  private static final Logger log = LoggerFactory.getLogger(MessageStream.class);

  private final ServerSession session;
  private final int id;
  private State state = State.IDLE;

  /** The question that is open while ASKED; an answer to an older one comes too late. */
  private Answer question;

  private Publishing publishing;
  private Playing playing;

  MessageStream(ServerSession session, int id) {
    this.session = session;
    this.id = id;
  }

  int id() {
    return id;
  }

  State state() {
    return state;
  }

  private void become(State next) {
    log.debug("{}: message stream {}: {} -> {}", session.peer(), id, state, next);
    state = next;
  }

  void publish(Command command) {
    if (state != State.IDLE) {
      refuse(StatusCode.PUBLISH_BAD_NAME, "this message stream is " + state + " already");
      return;
    }
    StreamAddress address;
    try {
      address = session.address(command.string(1, ""));
    } catch (InvalidAddressException e) {
      refusePublisher(StatusCode.PUBLISH_BAD_NAME, e.getMessage());
      return;
    }
    if (address.name().indexOf('/') >= 0) {
      refusePublisher(
          StatusCode.PUBLISH_BAD_NAME, "publish to /APP/NAME: a name of one part, such as live/me");
      return;
    }
    Answer answer = ask();
    session
        .context()
        .application()
        .publish(
            new PublishRequest(address, session.peer()),
            new PublishOffer() {
              @Override
              public void accept(PublishHandler handler) {
                answer.give(() -> published(answer, address, handler));
              }

              @Override
              public void refuse(String code, String words) {
                answer.give(() -> publishRefused(answer, address, code, words));
              }
            });
    holdUntilAnswered();
  }

  private Answer ask() {
    become(State.ASKED);
    question = new Answer(session);
    return question;
  }

  /** What the peer sends ahead of the answer is not looked at before it. */
  private void holdUntilAnswered() {
    if (state == State.ASKED) {
      session.inbound().hold();
    }
  }

  private void published(Answer answer, StreamAddress address, PublishHandler handler) {
    if (question != answer) {
      handler.closed(tooLate());
      return;
    }
    question = null;
    become(State.PUBLISHING);
    log.info("{}: publishes {}", session.peer(), address);
    publishing = new Publishing(session, address.name(), handler);
    session.writer().control(new UserControl(UserControl.STREAM_BEGIN, id));
    status(Replies.STATUS, StatusCode.PUBLISH_START, "Publishing " + address + ".");
    handler.opened(publishing);
    session.answered();
  }

  private static CloseReason tooLate() {
    return new CloseReason(CloseReason.Kind.DISCONNECTED, "gone before the answer");
  }

  private void publishRefused(Answer answer, StreamAddress address, String code, String words) {
    if (question == answer) {
      question = null;
      become(State.IDLE);
      log.info("{}: may not publish {}: {}", session.peer(), address, words);
      refusePublisher(code, words);
    }
  }

  private void refusePublisher(String code, String words) {
    status(Replies.ERROR, code, words);
    session.close(new CloseReason(CloseReason.Kind.CLOSED, words), null);
  }

  void play(Command command) {
    boolean reset = PlayArguments.reset(command);
    if (state == State.PLAYING) {
      end(new CloseReason(CloseReason.Kind.CLOSED, "plays something else"));
    }
    if (state != State.IDLE) {
      refuse(StatusCode.PLAY_FAILED, "this message stream is " + state + " already");
      return;
    }
    StreamAddress address;
    try {
      address = session.address(command.string(1, ""));
    } catch (InvalidAddressException e) {
      refuse(StatusCode.PLAY_STREAM_NOT_FOUND, e.getMessage());
      return;
    }
    Answer answer = ask();
    PlayRequest request =
        new PlayRequest(
            address,
            PlayArguments.startMs(command),
            PlayArguments.durationMs(command),
            reset,
            session.peer());
    PlayOffer offer =
        new PlayOffer() {
          @Override
          public void accept(PlayHandler handler) {
            answer.give(() -> played(answer, address, handler));
          }

          @Override
          public void refuse(String code, String words) {
            answer.give(() -> playRefused(answer, address, code, words));
          }
        };
    session.context().application().play(request, offer);
    holdUntilAnswered();
  }

  private void played(Answer answer, StreamAddress address, PlayHandler handler) {
    if (question != answer) {
      handler.closed();
      return;
    }
    question = null;
    become(State.PLAYING);
    log.info("{}: plays {}", session.peer(), address);
    playing = new Playing(session, id, handler);
    handler.opened(playing);
    session.streams().tellBufferLength(this);
    session.answered();
  }

  private void playRefused(Answer answer, StreamAddress address, String code, String words) {
    if (question == answer) {
      question = null;
      become(State.IDLE);
      log.info("{}: may not play {}: {}", session.peer(), address, words);
      refuse(code, words);
      session.answered();
    }
  }

  private void refuse(String code, String words) {
    status(Replies.ERROR, code, words);
  }

  void status(String level, String code, String words) {
    session.writer().stream(id, Replies.onStatus(level, code, words));
    session.writer().flush();
  }

  void media(RtmpMessage message) {
    switch (state) {
      case PUBLISHING -> publishing.handler().media(message);
      case PLAYING -> throw new ProtocolException("audio or video from one that plays");
      default -> session.context().listener().messageIgnored(message.typeId());
    }
  }

  void data(RtmpMessage message) {
    if (state != State.PUBLISHING) {
      session.context().listener().messageIgnored(message.typeId());
      return;
    }
    try {
      RtmpMessage plain = DataFrame.unwrap(message);
      if (plain != null) {
        publishing.handler().data(plain);
      }
    } catch (AmfException e) {
      log.debug("{}: a data message is dropped: {}", session.peer(), e.getMessage());
      session.context().listener().messageIgnored(message.typeId());
    }
  }

  /** Null unless something plays here. */
  Playing playing() {
    return playing;
  }

  /** Null unless somebody publishes here. */
  Publishing publishing() {
    return publishing;
  }

  /** Ends what goes on here; the stream itself stays usable. */
  void end(CloseReason reason) {
    Publishing publisher = publishing;
    Playing player = playing;
    publishing = null;
    playing = null;
    question = null;
    if (state != State.IDLE) {
      become(State.IDLE);
    }
    if (publisher != null) {
      publisher.handler().closed(reason);
    }
    if (player != null) {
      player.closed();
    }
  }
}
