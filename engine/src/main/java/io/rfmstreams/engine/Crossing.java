package io.rfmstreams.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a member moved, as data: a figure crossed a limit.
 *
 * @param figure which figure
 * @param limit the limit crossed: the edge nearest to {@code after}; a value at it is above it
 * @param before the figure's value before; {@link Figure#INFINITE} for days since something that
 *     never happened
 * @param after its value after, likewise
 */
public record Crossing(Figure figure, long limit, long before, long after) {

  private static final Figure ORDERS = Figure.of(Figure.Kind.LIFETIME_ORDERS);

  /** What moved a member from one standing to another on an axis, both under one rule set. */
  static List<Crossing> between(Standing before, Standing after, int axis) {
    if (before.rfm().hasOrder() != after.rfm().hasOrder()) {
      return List.of(
          new Crossing(
              ORDERS, 1, before.history().lifetimeOrders(), after.history().lifetimeOrders()));
    }
    List<Crossing> crossings = new ArrayList<>();
    for (int dimension : after.ruler().dimensionsOf(axis)) {
      Bands bands = after.ruler().dimension(dimension);
      long was = before.values()[dimension];
      long is = after.values()[dimension];
      if (bands.of(was) != bands.of(is)) {
        crossings.add(
            new Crossing(bands.figure(), bands.cutCrossed(bands.of(was), bands.of(is)), was, is));
      }
    }
    return crossings;
  }
}
