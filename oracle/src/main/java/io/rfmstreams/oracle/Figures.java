package io.rfmstreams.oracle;

import org.jspecify.annotations.Nullable;

/**
 * The figures a transition carries. Recency and scores are null while the member has no surviving
 * order; frequency and monetary are sums, and sums of nothing are 0.
 *
 * @param recencyDays days from the last surviving order's day to the as-of day
 * @param frequency surviving orders in the window
 * @param monetaryMinor their net amounts less the unnamed refunds in the window; may be negative
 * @param r recency score, 1 to 5
 * @param f frequency score, 1 to 5
 * @param m monetary score, 1 to 5
 */
public record Figures(
    @Nullable Integer recencyDays,
    int frequency,
    long monetaryMinor,
    @Nullable Integer r,
    @Nullable Integer f,
    @Nullable Integer m) {

  static Figures withoutOrder(long monetaryMinor) {
    return new Figures(null, 0, monetaryMinor, null, null, null);
  }
}
