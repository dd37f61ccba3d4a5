package io.rfmstreams.fit;

import java.time.LocalDate;

/**
 * An order that stands: what was refunded in full is none.
 *
 * @param day the day it was placed
 * @param amountMinor its value in minor units, less what was refunded; not negative
 */
public record Order(LocalDate day, long amountMinor) {
  public Order {
    if (amountMinor < 0) {
      throw new IllegalArgumentException(
          "an order is worth nothing or more, was " + amountMinor + " minor units on " + day);
    }
  }
}
