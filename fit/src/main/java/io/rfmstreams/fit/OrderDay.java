package io.rfmstreams.fit;

import java.time.LocalDate;

/**
 * A day with an order that stands, or one of its orders: what was refunded in full is none.
 *
 * @param day the day
 * @param amountMinor what was ordered, in minor units, less what was refunded; negative where more was
 *     given back on its account than it brought
 */
public record OrderDay(LocalDate day, long amountMinor) {}
