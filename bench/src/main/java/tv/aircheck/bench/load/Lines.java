package tv.aircheck.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.InstantSource;

/** Tells the one who started this process what happens: a line of JSON each, with the time. */
final class Lines {
  private final ObjectMapper mapper = new ObjectMapper();
  private final PrintStream out;
  private final InstantSource clock;

  Lines(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  void say(String event, Object fields) {
    ObjectNode line = mapper.createObjectNode();
    line.put("event", event).put("wallMs", clock.millis());
    line.setAll((ObjectNode) mapper.valueToTree(fields));
    try {
      out.println(mapper.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the line of " + event, e);
    }
    out.flush();
  }
}
