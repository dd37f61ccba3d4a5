package io.rfmstreams.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Customer bases that no model was made for: a model comes out all the same, and no NaN. */
class HostileFitTest {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

  @Provide
  Arbitrary<List<List<OrderDay>>> bases() {
    Arbitrary<LocalDate> days =
        Arbitraries.longs()
            .between(FIRST.toEpochDay(), LAST.toEpochDay())
            .map(LocalDate::ofEpochDay);
    Arbitrary<Long> amounts = Arbitraries.longs().between(0, 1_000_000_000_000L);
    return Combinators.combine(days, amounts)
        .as(OrderDay::new)
        .list()
        .ofMaxSize(6)
        .list()
        .ofSize(12);
  }

  @Property(tries = 60)
  void somethingFiniteComesOut(@ForAll("bases") List<List<OrderDay>> base) {
    CustomerSummaries.Collector collector = new CustomerSummaries.Collector(LAST, true);
    base.forEach(collector::add);
    CustomerSummaries customers = collector.summaries();
    if (customers.returned() > 0) {
      assertFinite(SurvivalFit.bgNbd(customers, ModelUnit.DAY));
      assertFinite(SurvivalFit.mbgNbd(customers, ModelUnit.WEEK));
    }
    if (customers.spendings().keySet().stream().anyMatch(one -> one.spentMinor() > 0)) {
      assertThat(SpendingFit.gammaGamma(customers, Currency.getInstance("GBP")).logLikelihood())
          .isFinite();
    }
  }

  private static void assertFinite(Fit<? extends SurvivalModel> fit) {
    assertThat(fit.logLikelihood()).isFinite();
    assertThat(fit.parameters())
        .allSatisfy(
            parameter -> {
              assertThat(parameter.value()).isFinite().isPositive();
              parameter.standardError().ifPresent(error -> assertThat(error).isFinite());
            });
    assertThat(fit.model().expectedOrders(365)).isFinite().isNotNegative();
  }
}
