package io.rfmstreams.fit;

import java.time.LocalDate;

/**
 * An order that stands, or all of a day together: what was refunded in full is none.
 *
 * @param day the day it was placed
 * @param amountMinor its value in minor units, less what was refunded; negative where more was given
 *     back on its account than it brought
 */
public record Order(LocalDate day, long amountMinor) {}
