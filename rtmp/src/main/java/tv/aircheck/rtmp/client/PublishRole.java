package tv.aircheck.rtmp.client;

import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.chunk.MessageWriter;
import tv.aircheck.rtmp.message.Command;

/** Publishes in the way of Flash Media Live Encoder, which every server knows. */
public final class PublishRole implements ClientRole {
  private static final int RELEASE = 2;
  private static final int FC_PUBLISH = 3;
  private static final int PUBLISH = 5;
  private static final int FC_UNPUBLISH = 6;

  private final String name;

  public PublishRole(String name) {
    this.name = name;
  }

  @Override
  public void prepare(MessageWriter writer) {
    writer.command(Command.of("releaseStream", RELEASE, null, name));
    writer.command(Command.of("FCPublish", FC_PUBLISH, null, name));
  }

  @Override
  public void begin(MessageWriter writer, int streamId) {
    writer.stream(streamId, Command.of("publish", PUBLISH, null, name, "live"));
  }

  @Override
  public String startCode() {
    return StatusCode.PUBLISH_START;
  }

  @Override
  public void end(MessageWriter writer, int streamId) {
    writer.command(Command.of("FCUnpublish", FC_UNPUBLISH, null, name));
    writer.command(Command.of("deleteStream", 0, null, (double) streamId));
  }
}
