package tv.aircheck.relaytap;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tv.aircheck.relay.ErrorCode;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.RelayException;
import tv.aircheck.relay.TakeOpen;

/**
 * The takes a tap is busy with. Outlives connections, so that an acknowledgement made between two
 * is not lost. Event loop only.
 */
final class TakeTable {
  private final int maxTakes;
  private Map<String, TapTake> byId = new HashMap<>();
  private final IntObjectMap<TapTake> byHandle = new IntObjectHashMap<>();

  TakeTable(int maxTakes) {
    this.maxTakes = maxTakes;
  }

  /**
   * A new connection begins: handles are void, and what the listener does not hold any more is
   * forgotten.
   */
  void reconnect(List<Held> held) {
    if (held.size() > maxTakes) {
      throw new IllegalStateException(
          held.size() + " takes to resume, at most " + maxTakes + " are allowed");
    }
    Map<String, TapTake> kept = new HashMap<>();
    for (Held each : held) {
      TapTake take = byId.getOrDefault(each.takeId(), new TapTake(each.takeId(), 0));
      take.hold(each.position());
      kept.put(each.takeId(), take);
    }
    byId = kept;
    byHandle.clear();
  }

  /**
   * The take that opens. Its {@link TapTake#next} is below the start position if bytes that were
   * asked for are gone.
   */
  TapTake open(TakeOpen open) throws RelayException {
    TapTake take = byId.get(open.takeId());
    if (take == null) {
      if (byId.size() >= maxTakes) {
        throw new RelayException(ErrorCode.LIMIT, "more than " + maxTakes + " takes at once");
      }
      take = new TapTake(open.takeId(), open.startPosition());
      byId.put(open.takeId(), take);
    }
    if (take.state() != TapTake.State.HELD || byHandle.containsKey(open.handle())) {
      throw new RelayException(
          ErrorCode.PROTOCOL,
          "take " + open.takeId() + " or its handle " + open.handle() + " is open already");
    }
    if (open.startPosition() < take.next()) {
      throw new RelayException(
          ErrorCode.PROTOCOL,
          "take "
              + open.takeId()
              + " was asked for from "
              + take.next()
              + " on, not "
              + open.startPosition());
    }
    take.open(open.handle(), open.context().lastMark());
    byHandle.put(open.handle(), take);
    return take;
  }

  TapTake get(int handle) throws RelayException {
    TapTake take = byHandle.get(handle);
    if (take == null) {
      throw new RelayException(
          ErrorCode.PROTOCOL, "no take has handle " + Integer.toUnsignedString(handle));
    }
    return take;
  }

  /** The take of that id, or null. */
  TapTake get(String takeId) {
    return byId.get(takeId);
  }

  void remove(TapTake take) {
    byId.remove(take.id());
    if (take.state() != TapTake.State.HELD) {
      byHandle.remove(take.handle());
    }
  }
}
