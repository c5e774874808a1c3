package tv.aircheck.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ClipHolding;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.PlannedAction;
import tv.aircheck.recorder.retention.RetentionPlan;
import tv.aircheck.storage.Tier;

/** A plan in a file: what {@code retention plan --json} prints. */
final class PlanFile {
  private PlanFile() {}

  static void write(RetentionPlan plan, Path file) {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      Json.print(PlanJson.of(plan), out);
      if (out.checkError()) {
        throw new CommandFailed("cannot write " + file + ": is the disk full?");
      }
    } catch (IOException e) {
      throw new CommandFailed(
          "cannot write " + file + ": is there such a folder, and may this user write to it? " + e,
          e);
    }
  }

  /** Its actions; sums are made anew when it is run. */
  static RetentionPlan read(Path file) {
    try {
      JsonNode plan = new ObjectMapper().readTree(Files.readString(file));
      List<PlannedAction> actions = new ArrayList<>();
      for (JsonNode action : plan.required("actions")) {
        actions.add(action(action));
      }
      return new RetentionPlan(
          time(plan.required("madeAt")), actions, List.of(), List.of(), List.of());
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new CommandFailed(
          file + " is no plan that 'aircheck retention plan -o' saved: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailed("cannot read " + file + ": " + e, e);
    }
  }

  private static PlannedAction action(JsonNode node) {
    return new PlannedAction(
        PlannedAction.Kind.valueOf(upper(node.required("action"))),
        show(node),
        clip(node),
        node.required("rule").asText(),
        time(node.required("at")),
        node.required("toTier").isNull() ? null : Tier.valueOf(upper(node.get("toTier"))));
  }

  private static Holding show(JsonNode node) {
    return new Holding(
        node.required("broadcast").asText(),
        channel(node.required("channel").asText()),
        time(node.required("startedAt")),
        node.required("endedAt").isNull() ? null : (Long) time(node.get("endedAt")),
        BroadcastState.valueOf(upper(node.required("state"))),
        node.required("locked").asBoolean(),
        mark(node),
        upper(node.required("tier")),
        node.required("bytes").asLong(),
        node.path("clipBytes").asLong());
  }

  /** Plans that were saved before there were clips say nothing of them. */
  private static ClipHolding clip(JsonNode node) {
    JsonNode clip = node.path("clip");
    return clip.isMissingNode() || clip.isNull()
        ? null
        : new ClipHolding(
            clip.required("id").asText(),
            node.required("broadcast").asText(),
            channel(node.required("channel").asText()),
            time(clip.required("createdAt")),
            clip.required("bytes").asLong(),
            mark(clip));
  }

  private static BroadcastMark mark(JsonNode node) {
    return node.required("markedBy").isNull()
        ? null
        : new BroadcastMark(
            time(node.required("markedAt")),
            time(node.required("deleteAt")),
            node.get("markedBy").asText());
  }

  private static ChannelName channel(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'" + text + "' is no channel");
    }
    return new ChannelName(text.substring(0, slash), text.substring(slash + 1));
  }

  private static long time(JsonNode node) {
    return Instant.parse(node.asText()).toEpochMilli();
  }

  private static String upper(JsonNode node) {
    return node.asText().toUpperCase(Locale.ROOT);
  }
}
