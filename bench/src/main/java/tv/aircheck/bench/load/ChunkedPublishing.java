package tv.aircheck.bench.load;

import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.chunk.MessageWriter;
import tv.aircheck.rtmp.client.ClientRole;
import tv.aircheck.rtmp.client.PublishRole;

/**
 * Publishes in chunks of the wire's size. The size is said before anything large is sent:
 * nginx-rtmp loses its place when chunks shrink while more than one of the new size is in its
 * buffer.
 */
final class ChunkedPublishing implements ClientRole {
  private final PublishRole role;

  ChunkedPublishing(String name) {
    this.role = new PublishRole(name);
  }

  @Override
  public void prepare(MessageWriter writer) {
    writer.setChunkSize(RtmpWire.CHUNK_SIZE);
    role.prepare(writer);
  }

  @Override
  public void begin(MessageWriter writer, int streamId) {
    role.begin(writer, streamId);
  }

  @Override
  public String startCode() {
    return StatusCode.PUBLISH_START;
  }

  @Override
  public void end(MessageWriter writer, int streamId) {
    role.end(writer, streamId);
  }
}
