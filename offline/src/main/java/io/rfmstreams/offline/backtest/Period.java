package io.rfmstreams.offline.backtest;

import io.rfmstreams.offline.WrongUseException;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFileException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days of a backtest: the past that detectors know and the horizon they are held against.
 *
 * @param first the day of the file's earliest event
 * @param at the last day known, at whose end the detectors speak
 * @param end the last day of the horizon, which begins the day after {@code at}
 */
public record Period(LocalDate first, LocalDate at, LocalDate end) {

  /**
   * What is asked for.
   *
   * @param at null for two thirds of the way through the file
   * @param horizonDays null for the rest of the file
   */
  public record Wanted(@Nullable LocalDate at, @Nullable Integer horizonDays) {}

  /**
   * The days that a file allows.
   *
   * @throws WrongUseException if it does not hold what is asked for
   */
  static Period of(EventsByMember events, Wanted wanted) {
    if (events.asOf() == null) {
      throw new EventsFileException("there is no well-formed line to test the rules on");
    }
    LocalDate first = Objects.requireNonNull(events.earliestDay());
    LocalDate last = Objects.requireNonNull(events.asOf());
    long span = ChronoUnit.DAYS.between(first, last);
    if (span < 1) {
      throw new EventsFileException(
          "all events are of %s; a backtest needs a past and days after it".formatted(first));
    }
    LocalDate at = wanted.at() == null ? first.plusDays(span * 2 / 3) : wanted.at();
    if (at.isBefore(first) || !at.isBefore(last)) {
      throw new WrongUseException(
          "--at is %s, but the events are from %s to %s; name a day from %s to %s"
              .formatted(at, first, last, first, last.minusDays(1)));
    }
    long left = ChronoUnit.DAYS.between(at, last);
    long horizon = wanted.horizonDays() == null ? left : wanted.horizonDays();
    if (horizon < 1 || horizon > left) {
      throw new WrongUseException(
          "--horizon-days is %d, but the file tells of %d days after %s, to %s; name 1 to %d"
              .formatted(horizon, left, at, last, left));
    }
    return new Period(first, at, at.plusDays(horizon));
  }

  int firstDay() {
    return (int) first.toEpochDay();
  }

  int atDay() {
    return (int) at.toEpochDay();
  }

  int endDay() {
    return (int) end.toEpochDay();
  }

  int horizonDays() {
    return endDay() - atDay();
  }

  /** How long a silence can have lasted on the day {@code at}, at most. */
  int longestSilence() {
    return atDay() - firstDay();
  }
}
