package io.rfmstreams.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hipparchus.special.Beta.logBeta;
import static org.hipparchus.special.Gamma.logGamma;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.OrderHistory;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The log-likelihoods against the papers' formulas as they stand there. */
class LikelihoodTest {

  @Property(tries = 300)
  void ofSurvivalModels_isThePapers(
      @ForAll @DoubleRange(min = 0.05, max = 20) double r,
      @ForAll @DoubleRange(min = 0.5, max = 50) double alpha,
      @ForAll @DoubleRange(min = 0.05, max = 20) double a,
      @ForAll @DoubleRange(min = 0.05, max = 20) double b,
      @ForAll @IntRange(min = 0, max = 20) int repeats,
      @ForAll @IntRange(max = 50) int more,
      @ForAll @IntRange(max = 100) int silence) {
    int last = repeats == 0 ? 0 : repeats + more;
    CustomerSummary summary = new CustomerSummary(new OrderHistory(repeats, last), last + silence);
    for (SurvivalModel model :
        new SurvivalModel[] {
          new BgNbd(ModelUnit.WEEK, r, alpha, a, b), new MbgNbd(ModelUnit.DAY, r, alpha, a, b)
        }) {
      double one = asPrinted(model, summary);
      assertThat(SurvivalFit.logLikelihood(model, customers(summary, 1)))
          .isCloseTo(one, within(1e-9 * (1 + Math.abs(one))));
      assertThat(SurvivalFit.logLikelihood(model, customers(summary, 7)))
          .isCloseTo(7 * one, within(1e-8 * (1 + Math.abs(one))));
    }
  }

  private static double asPrinted(SurvivalModel model, CustomerSummary summary) {
    int x = summary.history().repeats();
    int k = model.chancesToStop(x);
    double days = model.unit().days();
    double rx = model.r() + x;
    double common = logGamma(rx) - logGamma(model.r()) + model.r() * Math.log(model.alpha());
    double alive =
        logBeta(model.a(), model.b() + k)
            - logBeta(model.a(), model.b())
            - rx * Math.log(model.alpha() + summary.observedDays() / days);
    double stopped =
        k == 0
            ? Double.NEGATIVE_INFINITY
            : logBeta(model.a() + 1, model.b() + k - 1)
                - logBeta(model.a(), model.b())
                - rx * Math.log(model.alpha() + summary.history().lastDay() / days);
    return common + alive + Math.log1p(Math.exp(stopped - alive));
  }

  @Property(tries = 300)
  void ofGammaGamma_isTheNotes(
      @ForAll @DoubleRange(min = 0.05, max = 20) double p,
      @ForAll @DoubleRange(min = 1.05, max = 20) double q,
      @ForAll @DoubleRange(min = 0.05, max = 50) double v,
      @ForAll @IntRange(min = 1, max = 20) int x,
      @ForAll @IntRange(min = 1, max = 100_000) int spentCents) {
    CustomerSummaries customers =
        new CustomerSummaries(
            new TreeMap<>(), new TreeMap<>(Map.of(new RepeatSpending(x, spentCents), 3L)));
    double mean = spentCents / 100.0 / x;
    double one =
        logGamma(p * x + q)
            - logGamma(p * x)
            - logGamma(q)
            + q * Math.log(v)
            + (p * x - 1) * Math.log(mean)
            + p * x * Math.log(x)
            - (p * x + q) * Math.log(v + x * mean);
    GammaGamma model = new GammaGamma(Currency.getInstance("USD"), p, q, v);
    assertThat(SpendingFit.logLikelihood(model, customers))
        .isCloseTo(3 * one, within(1e-8 * (1 + Math.abs(one))));
  }

  private static CustomerSummaries customers(CustomerSummary summary, long count) {
    return new CustomerSummaries(new TreeMap<>(Map.of(summary, count)), new TreeMap<>());
  }
}
