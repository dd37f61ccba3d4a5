package io.rfmstreams.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.OrderHistory;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Data that do not tell what is asked. */
class DoubtfulFitTest {
  private static final Currency USD = Currency.getInstance("USD");

  @Test
  void refusesCustomersWithoutAnyRepeat() {
    CustomerSummaries customers = lifetimes(Map.of(summary(0, 0, 100), 500L));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SurvivalFit.bgNbd(customers, ModelUnit.DAY))
        .withMessage(
            "BG/NBD cannot be fitted: none of the 500 customers has a second order day up to the"
                + " calibration end, and only repeat orders tell how often customers order and when they"
                + " stop");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SurvivalFit.mbgNbd(customers, ModelUnit.DAY))
        .withMessageStartingWith("MBG/NBD cannot be fitted");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpendingFit.gammaGamma(customers, USD))
        .withMessage(
            "Gamma-Gamma cannot be fitted: none of the 500 customers spent anything on a second order"
                + " day or later");
  }

  @Test
  void saysHowFewCustomersReturned() {
    Fit<BgNbd> fit =
        SurvivalFit.bgNbd(
            lifetimes(
                Map.of(
                    summary(0, 0, 100), 20L,
                    summary(1, 30, 90), 4L,
                    summary(7, 50, 80), 3L,
                    summary(12, 79, 80), 2L)),
            ModelUnit.DAY);
    assertThat(fit.warnings())
        .contains(
            new Fit.Warning(
                Fit.Kind.TOO_LITTLE_DATA,
                "only 9 of 29 customers have a repeat day; four parameters want 40, else they follow"
                    + " chance"));
    assertThat(fit.model().r()).isPositive();
  }

  /** A single customer leaves nearly everything open; still a model comes out. */
  @Test
  void fitsEvenOneCustomer() {
    Fit<BgNbd> fit = SurvivalFit.bgNbd(lifetimes(Map.of(summary(1, 1, 1), 1L)), ModelUnit.WEEK);
    assertThat(fit.logLikelihood()).isFinite();
    assertThat(fit.warnings()).extracting(Fit.Warning::kind).contains(Fit.Kind.TOO_LITTLE_DATA);
  }

  /** As many orders as a Poisson process of one rate has: all customers are alike. */
  @Test
  void saysThatCustomersDoNotDiffer() {
    Fit<BgNbd> fit =
        SurvivalFit.bgNbd(
            lifetimes(
                Map.of(
                    summary(3, 95, 100), 100L,
                    summary(4, 97, 100), 200L,
                    summary(5, 99, 100), 100L)),
            ModelUnit.DAY);
    assertThat(fit.warnings())
        .filteredOn(warning -> warning.kind() == Fit.Kind.BOUNDARY)
        .extracting(Fit.Warning::words)
        .anyMatch(words -> words.startsWith("r → ∞ and alpha → ∞"));
  }

  @Test
  void saysThatCustomersSpendAlike_andWhoWasLeftOut() {
    CustomerSummaries customers =
        new CustomerSummaries(
            new TreeMap<>(Map.of(summary(2, 5, 10), 90L)),
            new TreeMap<>(
                Map.of(
                    new RepeatSpending(2, 4_000), 40L,
                    new RepeatSpending(2, 4_100), 40L,
                    new RepeatSpending(2, 0), 10L)));
    assertThat(SpendingFit.gammaGamma(customers, USD).warnings())
        .satisfiesExactly(
            open ->
                assertThat(open.words()).startsWith("q → ∞ and v → ∞: all customers spend alike"),
            leftOut ->
                assertThat(leftOut)
                    .isEqualTo(
                        new Fit.Warning(
                            Fit.Kind.LEFT_OUT,
                            "10 customers whose repeat days brought nothing are left out")));
  }

  private static CustomerSummaries lifetimes(Map<CustomerSummary, Long> lifetimes) {
    return new CustomerSummaries(new TreeMap<>(lifetimes), new TreeMap<>());
  }

  private static CustomerSummary summary(int repeats, int lastDay, int observedDays) {
    return new CustomerSummary(new OrderHistory(repeats, lastDay), observedDays);
  }
}
