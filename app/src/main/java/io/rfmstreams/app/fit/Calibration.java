package io.rfmstreams.app.fit;

import io.rfmstreams.app.events.EventLine;
import io.rfmstreams.app.events.EventsByMember;
import io.rfmstreams.app.events.EventsByMember.Line;
import io.rfmstreams.app.events.EventsFile;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.MemberRun;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.Window;
import io.rfmstreams.fit.CustomerSummaries;
import io.rfmstreams.fit.Order;
import io.rfmstreams.rules.RuleFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file's members as the models see them as of the calibration end. Each is played by the engine, and
 * what counts is the order days it has in the end: refunds, duplicates and late lines count as
 * everywhere.
 *
 * @param end the last day whose events count; null if there was no well-formed line to tell
 * @param latestDay the day of the latest well-formed line; null if there is none
 * @param customers the members with an order
 * @param lines where every line went
 * @param firstRejects the rejected lines, of many only some
 */
record Calibration(
    @Nullable LocalDate end,
    @Nullable LocalDate latestDay,
    CustomerSummaries customers,
    Lines lines,
    List<EventLine.Reject> firstRejects) {

  private static final int MOST_REJECTS = 5;

  /** How many lines had which fate. */
  record Lines(long accepted, long duplicate, long rejected, long afterEnd) {
    long read() {
      return accepted + duplicate + rejected + afterEnd;
    }
  }

  /**
   * Reads a file and plays its members.
   *
   * @param rules says zone, currency and event types
   * @param memory how many events of a member are remembered one by one
   * @param order how far it is played
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   */
  static Calibration of(
      EventsFile file,
      RuleFile rules,
      Deployment.Memory memory,
      EventsByMember.Order order,
      Path scratch,
      EventsByMember.Progress progress)
      throws InterruptedException {
    RuleBook book = ordersAlone(rules, memory);
    Part unread = new Part(LocalDate.EPOCH); // has no members yet, only rejected lines
    EventsByMember events =
        EventsByMember.read(file, book, order, scratch, unread::reject, progress);
    LocalDate asOf = events.asOf();
    LocalDate end = asOf == null ? LocalDate.EPOCH : asOf; // without a line nothing is played
    Part all = new Part(end);
    all.add(unread);
    events.play(
        members -> {
          Part part = new Part(end);
          members.forEach((memberId, lines) -> part.play(memberId, lines, events, book));
          return part;
        },
        all::add,
        progress);
    return new Calibration(
        asOf,
        events.latestDay(),
        all.customers.summaries(),
        new Lines(all.accepted, all.duplicate, all.rejected, events.afterAsOf()),
        all.firstRejects);
  }

  /** Rules under which nothing but orders counts, and what each day brought is known for a century. */
  private static RuleBook ordersAlone(RuleFile rules, Deployment.Memory memory) {
    return RuleBook.of(
        new Deployment(rules.zone(), rules.currency(), Window.LONGEST_DAYS, memory),
        RuleSet.forFactsAlone(rules.rules().eventTypes()));
  }

  /** Some members, counted. */
  private static final class Part {
    private final CustomerSummaries.Collector customers;
    private final List<EventLine.Reject> firstRejects = new ArrayList<>();
    private long accepted;
    private long duplicate;
    private long rejected;

    Part(LocalDate end) {
      this.customers = new CustomerSummaries.Collector(end);
    }

    void play(String memberId, List<Line> lines, EventsByMember events, RuleBook rules) {
      MemberRun run = new MemberRun(memberId, events.firstTick(), rules, decision -> {});
      for (Line line : lines) {
        Fate fate = run.event(line.event(), events.tickBefore(line));
        switch (fate.kind()) {
          case ACCEPTED -> accepted++;
          case DUPLICATE -> duplicate++;
          case DEAD_LETTER -> reject(new EventLine.Reject(line.number(), rejectionOf(fate)));
        }
      }
      List<Order> days = new ArrayList<>();
      run.state().netMinorByOrderDay().forEach((day, net) -> days.add(new Order(day, net)));
      customers.add(days);
    }

    private static Rejection rejectionOf(Fate fate) {
      return Objects.requireNonNull(fate.rejection(), "a dead letter has a reason");
    }

    void reject(EventLine.Reject reject) {
      rejected++;
      if (firstRejects.size() < MOST_REJECTS) {
        firstRejects.add(reject);
      }
    }

    void add(Part other) {
      customers.add(other.customers);
      accepted += other.accepted;
      duplicate += other.duplicate;
      rejected += other.rejected;
      other.firstRejects.stream()
          .limit(MOST_REJECTS - firstRejects.size())
          .forEach(firstRejects::add);
    }
  }
}
