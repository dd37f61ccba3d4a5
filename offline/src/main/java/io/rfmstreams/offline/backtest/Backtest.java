package io.rfmstreams.offline.backtest;

import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.WrongUseException;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.events.Members;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays a file up to a day, lets detectors and rules speak, and then looks at what really happened. One
 * member after the other, on all processors; what it counts grows with the file's days, what it holds of
 * the events is as {@link EventsByMember} says.
 */
public final class Backtest {
  private final RuleBook rules;
  private final @Nullable RuleBook against;

  /**
   * @param rules of one version, which is tested
   * @param against of one version too, to compare with, and of the same deployment; null for none
   */
  public Backtest(RuleBook rules, @Nullable RuleBook against) {
    this.rules = rules;
    this.against = against;
  }

  /**
   * Tests the rules on a file.
   *
   * @param known takes the account of the lines whenever more of it is known, also where the test then
   *     fails; the last one counts
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   * @throws io.rfmstreams.offline.events.EventsFileException if the file cannot be read
   * @throws WrongUseException if it does not hold the days wanted, or the disk does not take what has to be kept
   */
  public Findings on(
      EventsFile file,
      Period.Wanted wanted,
      Consumer<Account> known,
      Path scratch,
      EventsByMember.Progress progress)
      throws InterruptedException {
    Members members =
        Members.readFacts(
            file,
            rules.deployment(),
            eventTypes(),
            EventsByMember.Order.BY_TIME,
            known,
            scratch,
            progress);
    Period period = Period.of(members.events(), wanted);
    Tally all = new Tally(period, rules, against);
    members.gather(() -> new Tally(period, rules, against), Tally::add, all::add, progress);
    return all.findings(file.source(), members.account().rejected());
  }

  private Set<String> eventTypes() {
    return Stream.concat(Stream.of(rules), Stream.ofNullable(against))
        .flatMap(book -> book.versions().stream())
        .flatMap(version -> version.rules().eventTypes().stream())
        .collect(Collectors.toSet());
  }
}
