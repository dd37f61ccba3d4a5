package io.rfmstreams.fit;

import io.rfmstreams.engine.survival.OrderHistory;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.util.Map;
import java.util.function.IntUnaryOperator;

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
  private final CustomerSummaries customers;
  private final IntUnaryOperator chancesToStop;
  private final int mostRepeats;

  SurvivalLikelihood(CustomerSummaries customers, IntUnaryOperator chancesToStop) {
    this.customers = customers;
    this.chancesToStop = chancesToStop;
    this.mostRepeats =
        customers.lifetimes().keySet().stream()
            .mapToInt(summary -> summary.history().repeats())
            .max()
            .orElse(0);
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
    double sum = 0;
    for (Map.Entry<CustomerSummary, Long> entry : customers.lifetimes().entrySet()) {
      OrderHistory history = entry.getKey().history();
      int x = history.repeats();
      int k = chancesToStop.applyAsInt(x);
      double observed = entry.getKey().observedDays() / (double) unitDays;
      double last = history.lastDay() / (double) unitDays;
      double term =
          logGammas[x]
              + logBetas[k]
              - r * StrictMath.log1p(observed / alpha)
              - x * StrictMath.log(alpha + observed);
      if (k > 0) {
        term +=
            logOnePlusExp(
                StrictMath.log(a / (b + (k - 1)))
                    + (r + x) * StrictMath.log1p((observed - last) / (alpha + last)));
      }
      sum += entry.getValue() * term;
    }
    return sum;
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

  private static double logOnePlusExp(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }
}
