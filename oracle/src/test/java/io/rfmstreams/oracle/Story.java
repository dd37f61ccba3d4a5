package io.rfmstreams.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one member did, in log order, told in local time. A time is a day, which means its noon, or
 * a day with a time.
 */
final class Story {

  private final String memberId;
  private final RuleParameters rules;
  private final LocalDays days;
  private final List<JournalEntry> journal = new ArrayList<>();

  private Story(String memberId, RuleParameters rules) {
    this.memberId = memberId;
    this.rules = rules;
    this.days = new LocalDays(rules.zone());
  }

  static Story member(String memberId) {
    return new Story(memberId, RuleParameters.defaultRetail());
  }

  /** To be called first. */
  Story under(RuleParameters other) {
    return new Story(memberId, other);
  }

  Story bought(String time, String amount) {
    return add("purchase", time, amount, null);
  }

  Story bought(String time, String amount, String orderId) {
    return add("purchase", time, amount, orderId);
  }

  Story gaveBack(String time, String amount) {
    return add("refund", time, amount, null);
  }

  Story gaveBack(String time, String amount, String orderId) {
    return add("refund", time, amount, orderId);
  }

  Story did(String type, String time) {
    return add(type, time, null, null);
  }

  Story wasErased(String time) {
    return add("erased", time, null, null);
  }

  /** The line before comes once more. */
  Story again() {
    return add(lastLine());
  }

  /** Gives the line before another event id. */
  Story as(String eventId) {
    LogLine line = lastLine();
    journal.remove(journal.size() - 1);
    return add(
        new LogLine(
            eventId,
            line.memberId(),
            line.type(),
            line.occurredAt(),
            line.amountMinor(),
            line.currency(),
            line.orderId(),
            line.category(),
            line.attributes()));
  }

  /** A tick at the start of a day, for stories that are read as told. */
  Story tick(String day) {
    journal.add(new JournalEntry.Tick(days.startOf(LocalDate.parse(day))));
    return this;
  }

  private Story add(String type, String time, @Nullable String amount, @Nullable String orderId) {
    Long minor =
        amount == null
            ? null
            : new BigDecimal(amount)
                .movePointRight(rules.currency().getDefaultFractionDigits())
                .longValueExact();
    return add(
        new LogLine(
            "e" + (journal.size() + 1),
            memberId,
            type,
            at(time),
            minor,
            minor == null ? null : rules.currency().getCurrencyCode(),
            orderId,
            null,
            Map.of()));
  }

  private Story add(LogLine line) {
    journal.add(new JournalEntry.Event(line));
    return this;
  }

  private LogLine lastLine() {
    return ((JournalEntry.Event) journal.get(journal.size() - 1)).line();
  }

  /** The instant of a local time as stories tell it. */
  Instant at(String time) {
    LocalDateTime local =
        time.contains("T") ? LocalDateTime.parse(time) : LocalDate.parse(time).atTime(12, 0);
    return local.atZone(rules.zone()).toInstant();
  }

  List<LogLine> lines() {
    return readAsTold().lines();
  }

  /** With the ticks as told. */
  Reference readAsTold() {
    return Reference.of(journal, rules);
  }

  /** With the ticks of a player, up to a day. */
  Reference playedTo(String asOf) {
    return Reference.ofPlayed(lines(), LocalDate.parse(asOf), rules);
  }

  Facts facts() {
    return readAsTold().facts(memberId).orElseThrow();
  }

  /** Played up to a day and looked at as of that day. */
  Picture picture(String asOf) {
    return playedTo(asOf).picture(memberId, LocalDate.parse(asOf)).orElseThrow();
  }

  List<Fate> fates() {
    return readAsTold().fates();
  }

  /** {@code sequence axis from>to cause effectiveAt}, one each. */
  static List<String> told(Collection<Transition> transitions) {
    return transitions.stream()
        .map(
            transition ->
                "%d %s %s>%s %s %s"
                    .formatted(
                        transition.sequence(),
                        transition.axis().label(),
                        transition.from(),
                        transition.to(),
                        transition.cause(),
                        transition.effectiveAt()))
        .toList();
  }
}
