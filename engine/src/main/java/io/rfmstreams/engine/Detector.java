package io.rfmstreams.engine;

/**
 * Says from which day on a member's silence is suspicious, if it goes on.
 *
 * <p>The day follows from the days of the orders alone, in closed form: so it is a deadline like any
 * other, and nothing is polled. It never lies before the last order day.
 */
public sealed interface Detector permits InactivityLimit, CadenceLimit, SurvivalLimit {

  /** What {@link #overdueOn} gives where no silence is ever suspicious. */
  int NEVER = ZoneCalendar.NEVER;

  /** What conditions call it. */
  String name();

  /**
   * The first day, as an epoch day, at whose end the member counts as overdue unless it orders again;
   * {@link #NEVER} if there is none.
   *
   * @param days at least one
   */
  int overdueOn(OrderDays days);
}
