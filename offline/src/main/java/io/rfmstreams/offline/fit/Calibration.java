package io.rfmstreams.offline.fit;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.Window;
import io.rfmstreams.fit.CustomerSummaries;
import io.rfmstreams.fit.OrderDay;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.events.MemberPlay;
import io.rfmstreams.offline.events.Members;
import io.rfmstreams.rules.RuleFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file's members as the models see them as of the calibration end: what counts is the order days each
 * has in the end.
 *
 * @param end the last day whose events count; null if there was no well-formed line to tell
 * @param latestDay the day of the latest well-formed line; null if there is none
 * @param customers the members with an order
 * @param account what became of the lines; as of the calibration end
 */
public record Calibration(
    @Nullable LocalDate end,
    @Nullable LocalDate latestDay,
    CustomerSummaries customers,
    Account account) {

  /**
   * Reads a file and plays its members.
   *
   * @param model which one is to be fitted
   * @param rules says zone, currency and event types
   * @param bounds what the settings say of every deployment; the longest window is not looked at
   * @param order how far it is played
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   */
  public static Calibration of(
      EventsFile file,
      Model model,
      RuleFile rules,
      Deployment.Bounds bounds,
      EventsByMember.Order order,
      Path scratch,
      EventsByMember.Progress progress)
      throws InterruptedException {
    Members members =
        Members.readFacts(
            file,
            everyDaysMoney(rules, bounds),
            rules.rules().eventTypes(),
            order,
            account -> {},
            scratch,
            progress);
    EventsByMember events = members.events();
    LocalDate asOf = events.asOf();
    LocalDate end = asOf == null ? LocalDate.EPOCH : asOf; // without a line nothing is played
    boolean withSpendings = model == Model.GAMMA_GAMMA;
    CustomerSummaries.Collector all = new CustomerSummaries.Collector(end, withSpendings);
    members.gather(
        () -> new CustomerSummaries.Collector(end, withSpendings),
        (part, member) -> {
          MemberPlay play = member.begin(MemberPlay.Heard.BY_NOBODY);
          play.playToEnd();
          part.add(orderDays(play.state()));
          return play.account();
        },
        all::add,
        progress);
    return new Calibration(asOf, events.latestDay(), all.summaries(), members.account());
  }

  /** With the longest window, so that what each day brought is known for a century. */
  private static Deployment everyDaysMoney(RuleFile rules, Deployment.Bounds bounds) {
    return bounds.withLongestWindow(Window.LONGEST_DAYS).in(rules.zone(), rules.currency());
  }

  private static List<OrderDay> orderDays(MemberState state) {
    List<OrderDay> days = new ArrayList<>();
    state.netMinorByOrderDay().forEach((day, net) -> days.add(new OrderDay(day, net)));
    return days;
  }
}
