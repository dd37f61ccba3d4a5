package io.rfmstreams.engine;

import java.util.Arrays;

/**
 * The ids of a member's newest events that move no money, so that their duplicates are known.
 * Immutable.
 *
 * @param ids ascending by (own day, then log order)
 * @param days each one's own day
 * @param closedDay the latest closed day: the one before that of the newest event that has left;
 *     {@link EvictedSums#NO_DAY} while none has
 */
record OtherEvents(Id[] ids, int[] days, int closedDay) {

  static final OtherEvents NONE = new OtherEvents(new Id[0], new int[0], EvictedSums.NO_DAY);

  boolean remembers(Id eventId) {
    for (Id id : ids) {
      if (id.equals(eventId)) {
        return true;
      }
    }
    return false;
  }

  boolean isClosed(int day) {
    return day <= closedDay;
  }

  /** With one more event, and without the oldest if there are now more than {@code limit}. */
  OtherEvents with(Id eventId, int day, int limit) {
    int index = ids.length;
    while (index > 0 && days[index - 1] > day) {
      index--;
    }
    Id[] nextIds = Arrays.copyOf(ids, ids.length + 1);
    int[] nextDays = Arrays.copyOf(days, days.length + 1);
    System.arraycopy(ids, index, nextIds, index + 1, ids.length - index);
    System.arraycopy(days, index, nextDays, index + 1, days.length - index);
    nextIds[index] = eventId;
    nextDays[index] = day;
    int leaving = Math.max(0, nextIds.length - limit);
    if (leaving == 0) {
      return new OtherEvents(nextIds, nextDays, closedDay);
    }
    return new OtherEvents(
        Arrays.copyOfRange(nextIds, leaving, nextIds.length),
        Arrays.copyOfRange(nextDays, leaving, nextDays.length),
        Math.max(closedDay, nextDays[leaving - 1] - 1));
  }
}
