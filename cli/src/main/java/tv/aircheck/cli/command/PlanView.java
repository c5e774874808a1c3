package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.LongFunction;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Table;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.ChannelBalance;
import tv.aircheck.recorder.retention.ChannelBalance.Amount;
import tv.aircheck.recorder.retention.PlannedAction;
import tv.aircheck.recorder.retention.RetentionPlan;

/** A plan as tables: what happens to which show, and what that means for each channel. */
final class PlanView {
  private final ZoneId zone;
  private final LongFunction<String> size;

  /**
   * @param size how a number of bytes is written
   */
  PlanView(ZoneId zone, LongFunction<String> size) {
    this.zone = zone;
    this.size = size;
  }

  void print(RetentionPlan plan, PrintWriter out) {
    if (plan.actions().isEmpty()) {
      out.println("Nothing goes.");
    }
    if (!plan.actions().isEmpty() || !plan.waiting().isEmpty()) {
      printShows(plan, out);
    }
    out.println();
    printChannels(plan, out);
    if (!plan.shortfalls().isEmpty()) {
      out.println();
      plan.shortfalls().forEach(words -> out.println("Not enough: " + words));
    }
    out.flush();
  }

  private void printShows(RetentionPlan plan, PrintWriter out) {
    Table table = new Table("ACTION", "ID", "CHANNEL", "ENDED", ">SIZE", "GOES", "~BY");
    for (PlannedAction action : plan.actions()) {
      String what = action.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      table.row(
          action.tier() == null ? what : what + " to " + tier(action),
          action.id(),
          action.show().channel(),
          ended(action.show()),
          size.apply(action.clip() == null ? action.show().bytes() : action.clip().bytes()),
          action.atMs() <= plan.madeAtMs() ? "now" : Human.time(action.atMs(), zone),
          action.rule());
    }
    for (Holding show : plan.waiting()) {
      table.row(
          "(marked)",
          show.id(),
          show.channel(),
          ended(show),
          size.apply(show.bytes()),
          Human.time(show.mark().deleteAtMs(), zone),
          show.mark().rule());
    }
    table.print(out);
  }

  private static String tier(PlannedAction action) {
    return action.tier().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String ended(Holding show) {
    return show.endedAtMs() == null ? "" : Human.time(show.endedAtMs(), zone);
  }

  private void printChannels(RetentionPlan plan, PrintWriter out) {
    Table table =
        new Table("CHANNEL", ">HELD", ">SIZE", ">GO", ">SIZE", ">REMAIN", ">SIZE", ">FREED NOW");
    for (ChannelBalance channel : plan.channels()) {
      row(
          table,
          channel.channel(),
          channel.held(),
          channel.going(),
          channel.remaining(),
          channel.freed());
    }
    row(
        table,
        "all",
        plan.sum(ChannelBalance::held),
        plan.sum(ChannelBalance::going),
        plan.sum(ChannelBalance::remaining),
        plan.sum(ChannelBalance::freed));
    table.print(out);
  }

  private void row(
      Table table, Object name, Amount held, Amount going, Amount remaining, Amount freed) {
    table.row(
        name,
        held.shows(),
        size.apply(held.bytes()),
        going.shows(),
        size.apply(going.bytes()),
        remaining.shows(),
        size.apply(remaining.bytes()),
        size.apply(freed.bytes()));
  }
}
