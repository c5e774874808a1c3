package tv.aircheck.relaytap;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.TakeOpen;

/** A listener that writes down what it is told, and holds each take as far as it got. */
final class TapDiary implements TapListener {
  final List<String> lines = new CopyOnWriteArrayList<>();
  final Map<String, Long> held = new ConcurrentHashMap<>();
  final ConcurrentSkipListSet<String> sick = new ConcurrentSkipListSet<>();
  private final Map<String, ByteArrayOutputStream> bytes = new TreeMap<>();
  private Tap tap;
  volatile boolean greedy;

  /** Gives credit back to that tap at once, unless {@link #greedy}. */
  void feeds(Tap fed) {
    tap = fed;
  }

  byte[] bytes(String takeId) {
    synchronized (bytes) {
      return bytes.getOrDefault(takeId, new ByteArrayOutputStream()).toByteArray();
    }
  }

  @Override
  public List<Held> held(String originNode) {
    List<Held> all = new ArrayList<>();
    new TreeMap<>(held).forEach((id, position) -> all.add(new Held(id, position)));
    return all;
  }

  @Override
  public void opened(TakeOpen take) {
    if (take.context().equals(JoinContext.START)) {
      lines.add("opened " + take.takeId() + " at " + take.startPosition());
    } else {
      lines.add("opened " + take.takeId() + " at " + take.startPosition() + " in context");
    }
    held.put(take.takeId(), take.startPosition());
  }

  @Override
  public void mark(String takeId, Mark mark) {
    lines.add("mark " + takeId + " at " + mark.position());
  }

  @Override
  public void data(String takeId, long position, ByteBuf run) {
    int length = run.readableBytes();
    byte[] copy = ByteBufUtil.getBytes(run);
    run.release();
    if (!greedy) {
      tap.consumed(length);
    }
    if (sick.contains(takeId)) {
      throw new IllegalStateException("sick of " + takeId);
    }
    synchronized (bytes) {
      bytes.computeIfAbsent(takeId, id -> new ByteArrayOutputStream()).writeBytes(copy);
    }
    held.put(takeId, position + length);
    lines.add("data " + takeId + " at " + position + "+" + length);
  }

  @Override
  public void gap(String takeId, long from, long to, JoinContext after) {
    held.put(takeId, to);
    lines.add("gap " + takeId + " " + from + "-" + to);
  }

  @Override
  public void ended(String takeId, long finalPosition, EndReason reason) {
    lines.add("ended " + takeId + " at " + finalPosition + " " + reason);
  }

  @Override
  public void gone(String takeId) {
    held.remove(takeId);
    lines.add("gone " + takeId);
  }

  @Override
  public void connected(String originNode) {
    lines.add("connected " + originNode);
  }

  @Override
  public void disconnected(String why) {
    lines.add("disconnected");
  }
}
