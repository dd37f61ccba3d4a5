package io.rfmstreams.fit;

import java.util.Set;

/**
 * An end of the parameters' range that fits the data as well as anything inside it. Of those about
 * stopping a fit has one at most, and of {@link #INFINITE_MEAN}, {@link #ALL_SPEND_ALIKE} and {@link
 * #SPENDING_UNTOLD} too: no two say different things of one.
 */
public enum Boundary {
  NOBODY_STOPS(
      "a → 0: nobody in these data is seen to stop, so P(alive) hardly falls; a and b by themselves mean"
          + " nothing",
      "a",
      "b"),
  EVERYBODY_STOPS(
      "b → 0: everybody who comes back is seen to stop at once; a and b by themselves mean nothing",
      "a",
      "b"),
  STOPPING_UNTOLD(
      "these data tell nothing of stopping: that nobody does and that half of all do at every chance fit"
          + " them nearly alike; a and b mean nothing",
      "a",
      "b"),
  SAME_CHANCE_TO_STOP(
      "a → ∞ and b → ∞: all customers have the same chance a/(a+b) to stop; a and b by themselves mean"
          + " nothing",
      "a",
      "b"),
  FIRST_CHANCE_OR_NEVER(
      "a → 0 and b → 0: customers stop at their first chance or never; a and b by themselves mean nothing",
      "a",
      "b"),
  LATER_STOPPING_UNTOLD(
      "a/(a+b) alone is told: whether all customers have that chance to stop every time, or so many stop at"
          + " their first and the others never, is not; a and b by themselves mean nothing",
      "a",
      "b"),
  SAME_RATE(
      "r → ∞ and alpha → ∞: all customers order at the same rate r/alpha; r and alpha by themselves mean"
          + " nothing",
      "r",
      "alpha"),
  INFINITE_MEAN(
      "q → 1: a few customers spend so much that the mean order value has no finite estimate; p, q and v mean"
          + " nothing",
      "p",
      "q",
      "v"),
  SPENDING_UNTOLD(
      "q → 1 or q → ∞: that a few customers spend so much that the mean order value is infinite, and that all"
          + " spend alike, fit these data alike; p, q and v mean nothing",
      "p",
      "q",
      "v"),
  ALL_SPEND_ALIKE(
      "q → ∞ and v → ∞: all customers spend alike, and a customer's own orders tell nothing; q and v by"
          + " themselves mean nothing",
      "q",
      "v"),
  OWN_ORDERS_ALIKE(
      "p → ∞ and v → 0: each customer's orders are all worth the same; p and v by themselves mean nothing",
      "p",
      "v");

  private final String words;
  private final Set<String> untold;

  Boundary(String words, String... untold) {
    this.words = words;
    this.untold = Set.of(untold);
  }

  /** Names of the parameters whose values only show where the search ended. */
  public Set<String> untold() {
    return untold;
  }

  Fit.Warning warning() {
    return new Fit.Warning(Fit.Kind.BOUNDARY, words);
  }
}
