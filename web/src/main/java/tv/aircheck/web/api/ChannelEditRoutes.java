package tv.aircheck.web.api;

import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.ApiProblem;
import tv.aircheck.web.api.route.Body;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.About;
import tv.aircheck.web.json.ChannelDetailJson;

/** What people change of channels. */
final class ChannelEditRoutes {
  private final Index index;
  private final InstantSource clock;
  private final ChannelRoutes channels;

  /** What can be sent. */
  record ChannelChange(
      @About(value = "200 letters at most; null or empty: none.", orNull = true) String title,
      @About(words = {"public", "unlisted", "private"}) String visibility) {}

  ChannelEditRoutes(ApiParts parts, ChannelRoutes channels) {
    this.index = parts.index();
    this.clock = parts.clock();
    this.channels = channels;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                HttpMethod.PATCH, "/channels/{app}/{name}", "editChannel", "Changes what is named.")
            .takes(Params.APP, Params.NAME)
            .reads(ChannelChange.class)
            .mustKnow()
            .answers(ChannelDetailJson.class)
            .by(this::edit));
  }

  private Answer edit(Call call) {
    ChannelName name = ChannelRoutes.name(call);
    Body body = call.body();
    String title = body.text("title", EditRoutes.LONGEST_TITLE);
    Visibility visibility = body.choice("visibility", List.of(Visibility.values()));
    if (body.has("visibility") && visibility == null) {
      throw ApiProblem.bad("visibility", "'visibility' of a channel cannot be null");
    }
    index.writeNow(
        tx -> {
          ChannelRow row = Sight.editable(tx, call, name);
          call.mustKnow(ChannelRoutes.editWord(row));
          if (body.has("title") && !Objects.equals(title, row.title())) {
            tx.channels().title(name, title);
            tx.audit().add(titled(call, row));
          }
          if (visibility != null) {
            new AccessEdits(tx, clock.millis(), call.caller().name(), "")
                .visibility(name, visibility);
          }
          return null;
        });
    return channels.answer(Sight.channel(index, call, name), call);
  }

  private AuditRow titled(Call call, ChannelRow row) {
    String channel = row.channel().toString();
    String who = call.caller().name();
    return new AuditRow(0, clock.millis(), who, AuditAction.TITLED, channel, channel, 0, "");
  }
}
