package tv.aircheck.web.api;

import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.access.Action;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.web.api.route.ApiProblem;
import tv.aircheck.web.api.route.Call;

/** What a caller gets to see, and to change. What they may not see is as if it were not there. */
final class Sight {
  private Sight() {}

  static boolean edits(Caller caller, BroadcastRow show) {
    return caller.may(Action.EDIT, show.channel(), show.visibility().effective());
  }

  static boolean edits(Caller caller, ChannelRow channel) {
    return caller.may(Action.EDIT, channel.channel(), channel.visibility());
  }

  /**
   * Whether a show is in a list.
   *
   * @param named whether the list is of its channel: who can name an unlisted channel gets to see
   *     those of its shows that nothing else was said of
   */
  static boolean lists(Caller caller, BroadcastRow show, boolean named) {
    if (!show.state().isShown()) {
      return edits(caller, show);
    }
    return lists(
        caller,
        show.channel(),
        show.visibility().effective(),
        named && show.visibility().own() == null);
  }

  static boolean lists(
      Caller caller, ChannelName channel, Visibility visibility, boolean byItsName) {
    return caller.may(Action.LIST, channel, visibility)
        || (byItsName && caller.may(Action.WATCH, channel, visibility));
  }

  /** Whether also those shows of a channel that are unlisted or private by themselves. */
  static boolean listsAllOf(Caller caller, ChannelRow channel) {
    return caller.may(Action.LIST, channel.channel(), Visibility.PRIVATE);
  }

  static boolean lists(Caller caller, ChannelRow channel) {
    return caller.may(Action.LIST, channel.channel(), channel.visibility());
  }

  /**
   * A show that the caller may watch; one that is being deleted, only who may edit it.
   *
   * @throws ApiProblem 404
   */
  static BroadcastRow show(IndexReads index, Call call, String id) {
    return index
        .broadcasts()
        .find(id)
        .filter(row -> sees(call.caller(), row))
        .orElseThrow(() -> ApiProblem.notFound("broadcast " + id));
  }

  /**
   * A clip that the caller may watch, as they may its show; one that is deleted, only who may edit.
   *
   * @throws ApiProblem 404
   */
  static ClipRow clip(IndexReads index, Call call, String id) {
    return index
        .clips()
        .find(id)
        .filter(clip -> sees(call.caller(), clip, showOf(index, clip)))
        .orElseThrow(() -> ApiProblem.notFound("clip " + id));
  }

  /** It is there, at least with that of it which clips keep, for as long as one of them is. */
  static BroadcastRow showOf(IndexReads index, ClipRow clip) {
    return index
        .broadcasts()
        .find(clip.broadcastId())
        .orElseThrow(() -> ApiProblem.notFound("clip " + clip.id()));
  }

  /**
   * A show or a clip that the caller may watch.
   *
   * @throws ApiProblem 404
   */
  static void showOrClip(IndexReads index, Call call, String id) {
    if (index.clips().find(id).isPresent()) {
      clip(index, call, id);
    } else {
      show(index, call, id);
    }
  }

  private static boolean sees(Caller caller, ClipRow clip, BroadcastRow show) {
    return clip.isShown()
        ? caller.may(Action.WATCH, show.channel(), show.visibility().effective())
        : edits(caller, show);
  }

  private static boolean sees(Caller caller, BroadcastRow show) {
    return show.state().isShown()
        ? caller.may(Action.WATCH, show.channel(), show.visibility().effective())
        : edits(caller, show);
  }

  /**
   * @throws ApiProblem 404
   */
  static ChannelRow channel(IndexReads index, Call call, ChannelName name) {
    return index
        .channels()
        .find(name)
        .filter(row -> call.caller().may(Action.WATCH, name, row.visibility()))
        .orElseThrow(() -> ApiProblem.notFound("channel " + name));
  }

  /**
   * A show that the caller may change.
   *
   * @throws ApiProblem 404, 401 or 403
   */
  static BroadcastRow editable(IndexReads index, Call call, String id) {
    BroadcastRow show = show(index, call, id);
    mustEdit(call, show);
    return show;
  }

  /**
   * @throws ApiProblem 401 or 403
   */
  static void mustEdit(Call call, BroadcastRow show) {
    if (!edits(call.caller(), show)) {
      throw refused(call, "the shows of " + show.channel());
    }
  }

  /**
   * @throws ApiProblem 404, 401 or 403
   */
  static ChannelRow editable(IndexReads index, Call call, ChannelName name) {
    ChannelRow channel = channel(index, call, name);
    if (!edits(call.caller(), channel)) {
      throw refused(call, "the channel " + name);
    }
    return channel;
  }

  private static ApiProblem refused(Call call, String what) {
    return call.caller().isNobody()
        ? ApiProblem.of(401, "sign in with a token of an owner to change " + what)
        : ApiProblem.of(403, "this token is not one of an owner: it may not change " + what);
  }
}
