package tv.aircheck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditFilter;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Tier;

/** Shows and channels are changed by those who may, and nobody's change is lost. */
class EditTest {
  @TempDir private static Path folder;
  private static ApiServer server;
  private static Given given;
  private static int shows;

  private String id;
  private String path;

  @BeforeAll
  static void start() {
    server = new ApiServer(folder);
    given = new Given(server.index);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void aShow() {
    server.caller = Caller.OPEN;
    id = Given.id(++shows);
    path = "/broadcasts/" + id;
    given.show(Given.ME, id, Given.BEGAN + shows);
  }

  @Test
  void isRenamedLockedAndHidden() {
    Shown before = server.get(path);
    Shown after =
        server.patch(
            path,
            before.etag(),
            "{\"title\":\"  Friday night \",\"locked\":true,\"visibility\":\"private\"}");

    after.assertStatus(200);
    assertThat(after.text("/title")).isEqualTo("Friday night");
    assertThat(after.at("/locked").asBoolean()).isTrue();
    assertThat(after.text("/visibility")).isEqualTo("private");
    assertThat(after.text("/ownVisibility")).isEqualTo("private");
    assertThat(after.etag()).isEqualTo(server.get(path).etag()).isNotEqualTo(before.etag());
    assertThat(audit())
        .containsExactly(AuditAction.VISIBILITY_SET, AuditAction.LOCKED, AuditAction.TITLED);

    Shown back =
        server.patch(path, after.etag(), "{\"title\":\"\",\"locked\":false,\"visibility\":null}");
    assertThat(back.at("/title").isNull()).isTrue();
    assertThat(back.text("/visibility")).isEqualTo("public");
  }

  @Test
  void whatIsSoAlreadyIsNoChange() {
    server.patch(path, "*", "{\"title\":null,\"locked\":false,\"visibility\":null}");
    server.patch(path, "*", "{}").assertStatus(200);

    assertThat(audit()).isEmpty();
  }

  @Test
  void whoKnowsAnotherStateIsToldSo() {
    String mine = server.get(path).etag();
    String theirs = server.patch(path, mine, "{\"title\":\"theirs\"}").assertStatus(200).etag();

    server.patch(path, null, "{\"title\":\"mine\"}").assertProblem(428, "If-Match");
    server.patch(path, mine, "{\"title\":\"mine\"}").assertProblem(412, "somebody else");
    server.delete(path, null).assertProblem(428, "If-Match");
    server.delete(path, mine).assertProblem(412, "somebody else");
    server.patch(path, "\"x\"", "{\"title\":\"mine\"}").assertProblem(412, "somebody else");
    assertThat(server.get(path).text("/title")).isEqualTo("theirs");

    server.patch(path, "\"x\", W/" + theirs, "{\"title\":\"mine\"}").assertStatus(200);
    server.patch(path, "*", "{\"title\":\"anybody's\"}").assertStatus(200);
  }

  @Test
  void aShowOnAirGrowsAndCanBeRenamed() {
    String live = Given.id(5000 + shows);
    long take = given.live(Given.ME, live, Given.BEGAN + 5000 + shows);
    given.segment(take, 0);
    Shown before = server.get("/broadcasts/" + live);
    given.segment(take, 10);

    Shown grown = server.get("/broadcasts/" + live, "If-None-Match", before.etag());
    grown.assertStatus(200);
    assertThat(grown.at("/duration").asDouble()).isEqualTo(20.0);
    server.patch("/broadcasts/" + live, before.etag(), "{\"title\":\"now\"}").assertStatus(200);
    server.delete("/broadcasts/" + live, "*").assertProblem(409, "on air");
  }

  @Test
  void isDeletedAndHadBack() {
    Shown deleted = server.delete(path, server.get(path).etag());

    assertThat(deleted.assertStatus(200).text("/state")).isEqualTo("marked");
    assertThat(deleted.text("/deleteAt")).startsWith("20");
    assertThat(deleted.text("/markedBy")).isEqualTo("by hand");
    assertThat(server.get("/broadcasts?state=marked").json().findValuesAsText("id")).contains(id);
    assertThat(server.get("/broadcasts").json().findValuesAsText("id")).doesNotContain(id);
    server.patch(path, "*", "{\"title\":\"late\"}").assertProblem(409, "restore it first");
    server.delete(path, "*").assertStatus(200);
    server.get(path + "/timeline").assertProblem(404, "there is no broadcast");
    server.caller = Caller.NOBODY;
    server.get(path).assertProblem(404, "there is no broadcast");
    assertThat(server.get("/broadcasts?state=marked").json().findValuesAsText("id")).isEmpty();
    server.caller = Caller.OPEN;

    Shown back = server.post(path + "/restore");
    assertThat(back.assertStatus(200).text("/state")).isEqualTo("ended");
    assertThat(back.at("/locked").asBoolean()).isFalse();
    server.post(path + "/restore").assertProblem(409, "it is not deleted");
  }

  @Test
  void whatARuleTookIsLockedWhenItIsHadBack() {
    long ended = Given.BEGAN + shows + 10_000;
    server.index.writeNow(
        tx -> tx.broadcasts().mark(id, ended, new BroadcastMark(1, 2, "keep-for 1d (*/*)")));

    Shown back = server.post(path + "/restore").assertStatus(200);

    assertThat(back.at("/locked").asBoolean()).isTrue();
    server.delete(path, "*").assertProblem(409, "locked");
  }

  @Test
  void whatIsBeingRemovedIsLeftAlone() {
    server.index.writeNow(tx -> tx.broadcasts().markRemoving(id));

    server.delete(path, "*").assertProblem(409, "being deleted already");
    server.patch(path, "*", "{\"title\":\"x\"}").assertProblem(409, "being deleted already");
    server.post(path + "/restore").assertProblem(409, "too late");
  }

  @Test
  void ofWhatOnlyClipsAreLeftTheyCanBeHidden() {
    String clip = "/clips/" + aClip();
    server.index.writeNow(tx -> tx.broadcasts().markRemoving(id) && tx.broadcasts().clipped(id));
    String left = "only what its clips cover is left";

    server.patch(path, "*", "{\"title\":\"x\",\"visibility\":null}").assertProblem(409, left);
    server.patch(path, "*", "{\"locked\":true}").assertProblem(409, left);
    server.delete(path, "*").assertProblem(409, left);
    server.post(path + "/restore").assertProblem(409, left);

    Shown hidden = server.patch(path, "*", "{\"visibility\":\"private\"}").assertStatus(200);
    assertThat(hidden.text("/state")).isEqualTo("clipped");
    assertThat(server.get(clip).text("/visibility")).isEqualTo("private");
    server.caller = Caller.NOBODY;
    server.get(clip).assertProblem(404, "there is no clip");
  }

  @Test
  void onlyWhoMay() {
    server.caller = Caller.NOBODY;
    server.patch(path, "*", "{\"title\":\"x\"}").assertProblem(401, "sign in");
    server.delete(path, "*").assertProblem(401, "sign in");
    server.post(path + "/restore").assertProblem(401, "sign in");
    server.patch("/channels/live/me", "*", "{\"title\":\"x\"}").assertProblem(401, "sign in");
    assertThat(server.get(path).at("/mayEdit").asBoolean()).isFalse();
    given.visibility(id, Visibility.PRIVATE);
    server.patch(path, "*", "{\"title\":\"x\"}").assertProblem(404, "there is no broadcast");
  }

  @Test
  void aClipIsChangedByWhoeverKnowsIt() {
    String clip = "/clips/" + aClip();
    String mine = server.get(clip).etag();
    assertThat(server.get(clip).text("/codecs/video")).isEqualTo("avc1.64001f");

    Shown titled = server.patch(clip, mine, "{\"title\":\"The drop\"}").assertStatus(200);

    assertThat(titled.text("/title")).isEqualTo("The drop");
    assertThat(titled.etag()).isEqualTo(server.get(clip).etag());
    server.patch(clip, mine, "{\"title\":\"mine\"}").assertProblem(412, "somebody else");
    server.delete(clip, mine).assertProblem(412, "somebody else");
    server.post(clip + "/restore").assertProblem(409, "it is not deleted");
    assertThat(server.delete(clip, titled.etag()).text("/markedBy")).isEqualTo("by hand");
    server.delete(clip, "*").assertStatus(200);
    server.patch(clip, "*", "{\"title\":\"late\"}").assertProblem(409, "restore it first");
    server.caller = Caller.NOBODY;
    server.post(clip + "/restore").assertProblem(404, "there is no clip");
    server.caller = Caller.OPEN;
    assertThat(server.post(clip + "/restore").at("/markedAt").isNull()).isTrue();
    server.caller = Caller.NOBODY;
    server.patch(clip, "*", "{\"title\":\"x\"}").assertProblem(401, "sign in");
  }

  /** What they know, and the change, are one: of those who know the same only one may. */
  @Test
  void ofManyAtOnceOneChangesAClip() {
    String clip = "/clips/" + aClip();
    for (int round = 0; round < 5; round++) {
      String known = server.get(clip).etag();
      String title = "{\"title\":\"" + round + " of %d\"}";
      long changed =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> server.patch(clip, known, title.formatted(i)).status()))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .filter(status -> status == 200)
              .count();
      assertThat(changed).isEqualTo(1);
    }
  }

  @Test
  void whatIsArchivedIsBroughtBackBeforeItIsClipped() throws IOException {
    String wish = "{\"start\":2,\"end\":8}";
    TakeRow take = server.index.takes().ofBroadcast(id).get(0);
    String key = SegmentKey.of("live", "me", take.id(), take.startedAtMs(), 0).storeKey();
    server.store.putIfAbsent(key, ByteBuffer.wrap(new byte[1]));
    server.store.changeTier(key, Tier.ARCHIVE);
    server.index.writeNow(tx -> tx.broadcasts().tier(id, Tier.ARCHIVE.name()));

    Shown refused = server.post(path + "/clips", wish);

    refused.assertProblem(503, "is being brought back, ready at about");
    assertThat(refused.header("Retry-After")).isEqualTo("600");
    server.index.writeNow(tx -> tx.broadcasts().tier(id, Tier.STANDARD.name()));
    server.store.delete(List.of(key));
    Shown unread = server.post(path + "/clips", wish);
    unread.assertProblem(503, "the show cannot be read now");
    assertThat(unread.header("Retry-After")).isEqualTo("10");
    server.post(path + "/clips", "{\"start\":20,\"end\":28}").assertProblem(400, "10.000 seconds");
  }

  private String aClip() {
    String clip = Given.id(3000 + shows);
    given.clip(clip, id);
    return clip;
  }

  @Test
  void channelsAreNamedAndHidden() {
    String channel = "/channels/live/me";
    String before = server.get(channel).etag();

    Shown after = server.patch(channel, before, "{\"title\":\"Mine\",\"visibility\":\"unlisted\"}");

    assertThat(after.assertStatus(200).text("/title")).isEqualTo("Mine");
    assertThat(after.text("/visibility")).isEqualTo("unlisted");
    assertThat(after.text("/rules/0/rule")).isEqualTo("keep-last");
    server.patch(channel, before, "{\"title\":\"x\"}").assertProblem(412, "somebody else");
    server.patch(channel, "*", "{\"visibility\":null}").assertProblem(400, "cannot be null");
    server.patch("/channels/no/such", "*", "{}").assertProblem(404, "there is no channel no/such");
    server.patch(channel, "*", "{\"title\":null,\"visibility\":\"public\"}").assertStatus(200);
  }

  private List<AuditAction> audit() {
    AuditFilter filter = new AuditFilter(null, null, id, null, null);
    return server.index.audit().list(filter, Long.MAX_VALUE, 100).stream()
        .map(AuditRow::action)
        .toList();
  }
}
