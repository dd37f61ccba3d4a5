package io.rfmstreams.engine;

import org.jspecify.annotations.Nullable;

/**
 * A member's recency, frequency and monetary as of a day, and their scores.
 *
 * @param recencyDays days from the last surviving order to the as-of day; {@link #NONE} without one
 * @param frequency surviving orders in the rule set's window
 * @param monetaryMinor their amounts less refunds, in minor units; negative if more was given back
 * @param r recency score, high is recent; 0 without a surviving order, like the others
 * @param f frequency score
 * @param m monetary score
 * @param pAlive the chance that the member is still a customer; null without a survival model, without
 *     an order, and where nobody is told
 */
public record RfmValues(
    int recencyDays,
    long frequency,
    long monetaryMinor,
    int r,
    int f,
    int m,
    @Nullable Double pAlive) {

  /** The recency of a member with no surviving order. */
  public static final int NONE = -1;

  /** The figures of a member with no surviving order: unnamed refunds may still count. */
  static RfmValues withoutOrder(long monetaryMinor) {
    return new RfmValues(NONE, 0, monetaryMinor, 0, 0, 0, null);
  }

  /** Whether any order survives, so that there is a recency and there are scores. */
  public boolean hasOrder() {
    return recencyDays != NONE;
  }

  RfmValues withPAlive(double chance) {
    return new RfmValues(recencyDays, frequency, monetaryMinor, r, f, m, chance);
  }

  boolean sameScores(RfmValues other) {
    return r == other.r && f == other.f && m == other.m;
  }
}
