package io.rfmstreams.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  /** A profile event; each attribute is {@code name=value}. */
  Story said(String time, String... attributes) {
    did("profile", time);
    LogLine line = lastLine();
    journal.remove(journal.size() - 1);
    Map<String, String> named = new TreeMap<>();
    for (String attribute : attributes) {
      int equals = attribute.indexOf('=');
      named.put(attribute.substring(0, equals), attribute.substring(equals + 1));
    }
    return add(
        new LogLine(
            line.eventId(),
            line.memberId(),
            line.type(),
            line.occurredAt(),
            null,
            null,
            null,
            null,
            named));
  }

  /** The line before was of that type, its attributes the same. */
  Story asA(String type) {
    LogLine line = lastLine();
    journal.remove(journal.size() - 1);
    return add(
        new LogLine(
            line.eventId(),
            line.memberId(),
            type,
            line.occurredAt(),
            line.amountMinor(),
            line.currency(),
            line.orderId(),
            line.category(),
            line.attributes()));
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

  /** A tick at the start of each of these days. */
  Story ticks(String from, String to) {
    LocalDate.parse(from)
        .datesUntil(LocalDate.parse(to).plusDays(1))
        .forEach(day -> tick(day.toString()));
    return this;
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

  /**
   * In local time; {@code send policy #sequence from>to cause effectiveAt until expiresAt} or
   * {@code cancel policy #sequence reason cause effectiveAt}, early ones in brackets.
   */
  List<String> signals() {
    return readAsTold().signals(memberId).stream().map(this::told).toList();
  }

  private String told(Signal signal) {
    String what =
        signal.action() == Signal.Action.SEND
            ? "send %s #%d %s>%s %s %s until %s"
                .formatted(
                    signal.policy(),
                    signal.sequence(),
                    signal.from(),
                    signal.to(),
                    signal.cause(),
                    local(signal.effectiveAt()),
                    local(signal.expiresAt()))
            : "cancel %s #%d %s %s %s"
                .formatted(
                    signal.policy(),
                    signal.sequence(),
                    Optional.ofNullable(signal.reason()).orElseThrow().code(),
                    signal.cause(),
                    local(signal.effectiveAt()));
    return signal.early() ? "(" + what + ")" : what;
  }

  /** The day where it is the day's first instant, else with the time. */
  private String local(Instant at) {
    LocalDateTime local = at.atZone(rules.zone()).toLocalDateTime();
    return days.startOf(local.toLocalDate()).equals(at)
        ? local.toLocalDate().toString()
        : local.toString();
  }

  TriggerCounts counts() {
    return readAsTold().triggerCounts();
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
