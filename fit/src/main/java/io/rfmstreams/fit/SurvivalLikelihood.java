package io.rfmstreams.fit;

import io.rfmstreams.engine.survival.SurvivalModel;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The log-likelihood of a customer base under BG/NBD or MBG/NBD.
 *
 * <p>One customer's likelihood, with k chances to stop (k = x for BG/NBD, k = x + 1 for MBG/NBD), is
 *
 * <pre>
 *   B(a, b+k)/B(a, b)     · Γ(r+x)/Γ(r) · α^r / (α+T)^(r+x)
 * + B(a+1, b+k−1)/B(a, b) · Γ(r+x)/Γ(r) · α^r / (α+t_x)^(r+x)     if k > 0
 * </pre>
 *
 * Fader, Hardie, Lee (2005), equation (6); Batislam, Denizel, Filiztekin (2007), appendix A. Both Γ and B
 * come as ratios, which are products over the orders; the sum is taken in logarithms.
 */
final class SurvivalLikelihood {
  private final IntUnaryOperator chancesToStop;
  private final int[] repeats;

  /** The days that the two arrays below point to. */
  private final int[] days;

  private final int[] lastDays;
  private final int[] observedDays;
  private final long[] counts;
  private final int mostRepeats;

  SurvivalLikelihood(CustomerSummaries customers, IntUnaryOperator chancesToStop) {
    this.chancesToStop = chancesToStop;
    this.days =
        customers.lifetimes().keySet().stream()
            .flatMapToInt(one -> IntStream.of(one.history().lastDay(), one.observedDays()))
            .sorted()
            .distinct()
            .toArray();
    int size = customers.lifetimes().size();
    this.repeats = new int[size];
    this.lastDays = new int[size];
    this.observedDays = new int[size];
    this.counts = new long[size];
    int i = 0;
    for (Map.Entry<CustomerSummary, Long> entry : customers.lifetimes().entrySet()) {
      repeats[i] = entry.getKey().history().repeats();
      lastDays[i] = Arrays.binarySearch(days, entry.getKey().history().lastDay());
      observedDays[i] = Arrays.binarySearch(days, entry.getKey().observedDays());
      counts[i] = entry.getValue();
      i++;
    }
    this.mostRepeats = Arrays.stream(repeats).max().orElse(0);
  }

  /** The log-likelihood of a base under a model, with times in the model's unit. */
  static double of(SurvivalModel model, CustomerSummaries customers) {
    return new SurvivalLikelihood(customers, model::chancesToStop)
        .at(model.unit().days(), model.r(), model.alpha(), model.a(), model.b());
  }

  /**
   * @param unitDays days in the unit of {@code alpha}
   */
  double at(int unitDays, double r, double alpha, double a, double b) {
    double[] logGammas = logGammas(r);
    double[] logBetas = logBetas(a, b);
    double[] logOdds = logOdds(a, b);
    double[] logGrowths = logGrowths(unitDays, alpha);
    double logAlpha = StrictMath.log(alpha);
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      int x = repeats[i];
      int k = chancesToStop.applyAsInt(x);
      double observed = logGrowths[observedDays[i]];
      double term = logGammas[x] + logBetas[k] - r * observed - x * (logAlpha + observed);
      if (k > 0) {
        term += logOnePlusExp(logOdds[k] + (r + x) * (observed - logGrowths[lastDays[i]]));
      }
      sum += counts[i] * term;
    }
    return sum;
  }

  /** ln (α+t)/α of {@link #days}: customers are many and days few. */
  private double[] logGrowths(int unitDays, double alpha) {
    return Arrays.stream(days)
        .mapToDouble(day -> StrictMath.log1p(day / (double) unitDays / alpha))
        .toArray();
  }

  /** ln Γ(r+x)/Γ(r) by x. */
  private double[] logGammas(double r) {
    double[] logs = new double[mostRepeats + 1];
    for (int x = 0; x < mostRepeats; x++) {
      logs[x + 1] = logs[x] + StrictMath.log(r + x);
    }
    return logs;
  }

  /** ln B(a, b+k)/B(a, b) by k. */
  private double[] logBetas(double a, double b) {
    double[] logs = new double[chancesToStop.applyAsInt(mostRepeats) + 1];
    for (int k = 0; k < logs.length - 1; k++) {
      logs[k + 1] = logs[k] - StrictMath.log1p(a / (b + k));
    }
    return logs;
  }

  /** ln a/(b+k−1) by k; undefined without a chance to stop. */
  private double[] logOdds(double a, double b) {
    double[] logs = new double[chancesToStop.applyAsInt(mostRepeats) + 1];
    for (int k = 1; k < logs.length; k++) {
      logs[k] = StrictMath.log(a / (b + (k - 1)));
    }
    return logs;
  }

  private static double logOnePlusExp(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }
}
