package io.rfmstreams.topology;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.journal.ControlRecords;
import io.rfmstreams.journal.JournalPartitions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides whether a decoded journal record may be taken in, as far as that does not depend on rules. */
final class JournalCheck {
  private static final String NO_TIMESTAMP =
      "the record has no timestamp%s: nobody can tell whether its event was known then. Let its client set one, or set message.timestamp.type=LogAppendTime on topic %s";

  private final EventCheck events;
  private final ZoneCalendar calendar;
  private final JournalPartitions partitions;
  private final PlacementWatch watch;

  JournalCheck(Deployment deployment, JournalPartitions partitions, PlacementWatch watch) {
    this.events = new EventCheck(deployment);
    this.calendar = new ZoneCalendar(deployment.zone());
    this.partitions = partitions;
    this.watch = watch;
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
    Rejection rejection = checkFields(event, original, recordedAt);
    // Its place comes last: what lies in the wrong one is otherwise right, and need only be moved.
    Rejection misplaced = rejection == null ? checkPlace(original) : null;
    watch.saw(misplaced != null);
    if (rejection != null) {
      return new Checked.Refused(rejection, original);
    }
    return misplaced == null
        ? new Checked.Event(event, original)
        : new Checked.Misplaced(event, misplaced, original);
  }

  private @Nullable Rejection checkFields(
      MemberEvent event, Original original, Instant recordedAt) {
    Rejection rejection = checkKey(event, original.key());
    if (rejection == null) {
      rejection = checkStamped(original, recordedAt);
    }
    return rejection == null ? events.check(event, recordedAt).orElse(null) : rejection;
  }

  private static @Nullable Rejection checkStamped(Original original, Instant recordedAt) {
    long stamp = recordedAt.toEpochMilli();
    if (stamp > JournalTime.EPOCH) {
      return null;
    }
    return new Rejection(
        Reason.WRONG_TIME,
        NO_TIMESTAMP.formatted(stamp == JournalTime.NONE ? "" : " but 0", original.topic()));
  }

  private @Nullable Rejection checkPlace(Original original) {
    byte[] key = Objects.requireNonNull(original.key());
    int belongs = partitions.of(key);
    if (belongs == original.partition()) {
      return null;
    }
    return new Rejection(
        Reason.WRONG_PARTITION,
        "the key %s belongs into partition %d of %d (murmur2 of its bytes), the record is in partition %d. %s"
            .formatted(
                ForeignBytes.shown(key),
                belongs,
                partitions.count(),
                original.partition(),
                JournalPartitions.ADVICE));
  }

  private Checked checkControl(MemberEvent event, Original original, Instant recordedAt) {
    Rejection rejection = checkStamped(original, recordedAt);
    if (rejection == null) {
      rejection = checkControlFields(event, original.key(), recordedAt);
    }
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
                  .formatted(event.occurredAt(), calendar.zone())),
          original);
    }
    return new Checked.Tick(event.occurredAt());
  }

  private static @Nullable Rejection checkControlFields(
      MemberEvent event, byte @Nullable [] key, Instant recordedAt) {
    Instant at = event.occurredAt();
    if (key != null) {
      return new Rejection(
          Reason.KEY_MISMATCH,
          "a control record has no key, this %s has %s"
              .formatted(Rejection.quoted(event.type()), ForeignBytes.shown(key)));
    }
    if (!event.memberId().isEmpty()) {
      return new Rejection(
          Reason.MALFORMED,
          "a control record has an empty memberId, this %s names %s"
              .formatted(Rejection.quoted(event.type()), Rejection.quoted(event.memberId())));
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
    long millis = at.toEpochMilli();
    return calendar.startOf(calendar.asOfDay(millis)) == millis;
  }

  private static @Nullable Rejection checkKey(MemberEvent event, byte @Nullable [] key) {
    if (key != null && Arrays.equals(key, event.memberId().getBytes(StandardCharsets.UTF_8))) {
      return null;
    }
    String was = key == null ? "there is no key" : "it is " + ForeignBytes.shown(key);
    return new Rejection(
        Reason.KEY_MISMATCH,
        "the record's key must be the member id %s in UTF-8; %s"
            .formatted(Rejection.quoted(event.memberId()), was));
  }
}
