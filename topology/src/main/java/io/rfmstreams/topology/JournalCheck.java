package io.rfmstreams.topology;

import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.ZoneCalendar;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a decoded journal record may be taken in. */
final class JournalCheck {
  private final RuleBook rules;

  JournalCheck(RuleBook rules) {
    this.rules = rules;
  }

  /**
   * Checks a record.
   *
   * @param event what its value says
   * @param original the record
   * @param recordedAt its timestamp
   * @throws UnknownControlRecordException if it says something this program must not skip and cannot
   *     follow
   */
  Checked check(MemberEvent event, Original original, Instant recordedAt) {
    if (ControlRecords.isControl(event.type())) {
      return checkControl(event, original, recordedAt);
    }
    Optional<Rejection> rejection = checkKey(event, original.key());
    if (rejection.isEmpty()) {
      rejection = EventCheck.check(event, recordedAt, rules);
    }
    return rejection
        .<Checked>map(why -> new Checked.Refused(why, original))
        .orElseGet(() -> new Checked.Event(event, original));
  }

  private Checked checkControl(MemberEvent event, Original original, Instant recordedAt) {
    Rejection rejection = checkControlFields(event, original.key(), recordedAt);
    if (rejection != null) {
      return new Checked.Refused(rejection, original);
    }
    if (!event.type().equals(ControlRecords.TICK)) {
      throw new UnknownControlRecordException(event.type(), original);
    }
    if (!isStartOfDay(event.occurredAt())) {
      return new Checked.Refused(
          new Rejection(
              Reason.WRONG_TIME,
              "a tick at %s is not the start of a day in %s"
                  .formatted(event.occurredAt(), rules.calendar().zone())),
          original);
    }
    return new Checked.Tick(event.occurredAt());
  }

  private static @Nullable Rejection checkControlFields(
      MemberEvent event, byte @Nullable [] key, Instant recordedAt) {
    Instant at = event.occurredAt();
    if (key != null) {
      return new Rejection(
          Reason.KEY_MISMATCH, "a control record has no key, this %s has".formatted(event.type()));
    }
    if (!event.memberId().isEmpty()) {
      return new Rejection(
          Reason.MALFORMED,
          "a control record has an empty memberId, this %s names '%s'"
              .formatted(event.type(), event.memberId()));
    }
    if (at.isAfter(recordedAt.plus(EventCheck.CLOCK_TOLERANCE))
        || at.isBefore(Instant.EPOCH)
        || !at.isBefore(EventCheck.LATEST)) {
      return new Rejection(
          Reason.WRONG_TIME,
          "a control record of %s is more than an hour after its record's timestamp %s, or outside %s to %s"
              .formatted(at, recordedAt, Instant.EPOCH, EventCheck.LATEST));
    }
    return null;
  }

  private boolean isStartOfDay(Instant at) {
    ZoneCalendar calendar = rules.calendar();
    long millis = at.toEpochMilli();
    return calendar.startOf(calendar.asOfDay(millis)) == millis;
  }

  private static Optional<Rejection> checkKey(MemberEvent event, byte @Nullable [] key) {
    if (key != null && Arrays.equals(key, event.memberId().getBytes(StandardCharsets.UTF_8))) {
      return Optional.empty();
    }
    String was =
        key == null ? "there is no key" : "it is '" + new String(key, StandardCharsets.UTF_8) + "'";
    return Optional.of(
        new Rejection(
            Reason.KEY_MISMATCH,
            "the record's key must be the member id '%s' in UTF-8; %s"
                .formatted(event.memberId(), was)));
  }
}
