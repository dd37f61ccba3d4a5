package io.rfmstreams.engine;

import java.math.BigInteger;

/**
 * Silence is suspicious once it is long against the member's own rhythm: when the days since the last
 * order reach {@code factor} mean gaps plus {@code spreads} standard deviations of the gaps.
 *
 * <p>Gaps lie between one order day and the next. With n order days from f to l there are g = n − 1 of
 * them with the mean (l − f) / g and, from three order days on, the unbiased sample variance
 * (Σgap² − (l − f)² / g) / (g − 1); with one gap alone the deviation counts as 0.
 *
 * <p>Where that is beyond {@link Window#LONGEST_DAYS}, the longest that any limit may be, the member is
 * never overdue.
 *
 * @param name what conditions call it
 * @param factorMilli the factor in thousandths, 1,000 or more: earlier would be before it is due
 * @param spreadsMilli the standard deviations in thousandths, 0 or more
 * @param minOrderDays members with fewer order days have no rhythm yet and are never overdue; 2 or more
 */
public record CadenceLimit(String name, int factorMilli, int spreadsMilli, int minOrderDays)
    implements Detector {
  private static final double MILLI = 1000.0;

  /** In days; far more than rounding takes from a limit or adds to it. */
  private static final double A_HAIR = 1e-6;

  /** A hundred mean gaps, or deviations, are beyond any use. */
  public static final int MOST_MILLI = 100_000;

  public CadenceLimit {
    if (factorMilli < MILLI || factorMilli > MOST_MILLI) {
      throw new IllegalArgumentException(
          "detector %s: a factor is 1 to 100, was given %s".formatted(name, factorMilli / MILLI));
    }
    if (spreadsMilli < 0 || spreadsMilli > MOST_MILLI) {
      throw new IllegalArgumentException(
          "detector %s: the spreads are 0 to 100, was given %s"
              .formatted(name, spreadsMilli / MILLI));
    }
    if (minOrderDays < 2) {
      throw new IllegalArgumentException(
          "detector %s: a gap takes 2 order days, was given %d".formatted(name, minOrderDays));
    }
  }

  @Override
  public int overdueOn(OrderDays days) {
    if (days.count() < minOrderDays) {
      return NEVER;
    }
    long gaps = days.count() - 1L;
    long span = (long) days.last() - days.first();
    long meanMilli = factorMilli * span;
    long scaledVariance =
        gaps == 1 || spreadsMilli == 0 ? 0 : gaps * days.sumOfSquaredGaps() - span * span;
    double deviation =
        scaledVariance == 0 ? 0 : Math.sqrt((double) scaledVariance / (gaps * (gaps - 1)));
    double limit = ((double) meanMilli / gaps + spreadsMilli * deviation) / MILLI;
    if (limit > Window.LONGEST_DAYS + A_HAIR) {
      return NEVER;
    }
    // The limit is exact to the last bits only, so where these matter whole numbers settle the day.
    int silence = (int) Math.ceil(limit - A_HAIR);
    int atLatest = (int) Math.ceil(limit + A_HAIR);
    while (silence < atLatest && !isReached(silence, gaps, meanMilli, scaledVariance)) {
      silence++;
    }
    return silence > Window.LONGEST_DAYS ? NEVER : days.last() + silence;
  }

  /** Whether silence ≥ mean + spreads · deviation, both sides multiplied by 1000 · gaps and squared. */
  private boolean isReached(int silence, long gaps, long meanMilli, long scaledVariance) {
    long beyondMean = 1000L * silence * gaps - meanMilli;
    if (beyondMean < 0 || scaledVariance == 0) {
      return beyondMean >= 0;
    }
    BigInteger spreads = BigInteger.valueOf(spreadsMilli);
    return BigInteger.valueOf(beyondMean)
            .pow(2)
            .multiply(BigInteger.valueOf(gaps - 1))
            .compareTo(
                spreads
                    .pow(2)
                    .multiply(BigInteger.valueOf(scaledVariance))
                    .multiply(BigInteger.valueOf(gaps)))
        >= 0;
  }
}
