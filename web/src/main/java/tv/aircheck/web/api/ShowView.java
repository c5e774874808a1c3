package tv.aircheck.web.api;

import java.util.List;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.json.BroadcastJson;
import tv.aircheck.web.json.CodecsJson;
import tv.aircheck.web.json.ShowDetailJson;
import tv.aircheck.web.json.ShowJson;
import tv.aircheck.web.json.TakeJson;

/** Shows as they are answered. */
final class ShowView {
  private final IndexReads index;
  private final Keeping keeping;
  private final Addresses addresses;

  ShowView(ApiParts parts) {
    this.index = parts.index();
    this.keeping = parts.keeping();
    this.addresses = parts.addresses();
  }

  ShowJson of(BroadcastRow row, Call call) {
    return new ShowJson(
        BroadcastJson.of(row),
        Sight.edits(call.caller(), row),
        keeping.expiry(row),
        addresses.of(row, call.host()));
  }

  /** All there is to say of it, with the word for what can be edited. */
  Answer answer(BroadcastRow row, Call call) {
    List<TakeRow> takes = index.takes().ofBroadcast(row.id());
    ShowDetailJson detail =
        new ShowDetailJson(
            of(row, call),
            codecs(takes),
            keeping.whereabouts(row.id()),
            takes.stream()
                .map(take -> TakeJson.of(take, index.gaps().ofTake(take.seq())))
                .toList());
    return Answer.of(detail, editWord(row));
  }

  /** Changes only with what can be edited of a show. */
  static String editWord(BroadcastRow row) {
    return Call.editWord(
        row.title(), row.locked(), row.visibility().own(), row.state().isShown(), row.mark());
  }

  private CodecsJson codecs(List<TakeRow> takes) {
    for (int i = takes.size() - 1; i >= 0; i--) {
      SegmentRow last = index.segments().last(takes.get(i).seq()).orElse(null);
      if (last != null) {
        return CodecsJson.of(last.codecs());
      }
    }
    return null;
  }
}
