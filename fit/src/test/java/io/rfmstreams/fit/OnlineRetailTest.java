package io.rfmstreams.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.OrderHistory;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wholesaler whose customers are not seen to stop: the best a is 0. */
class OnlineRetailTest {
  private static final SortedMap<String, List<OrderDay>> ORDERS = DataSets.onlineRetail();

  @ParameterizedTest
  @ValueSource(strings = {"2011-06-08", "2011-08-31"})
  void saysThatNobodyIsSeenToStop(String calibrationEnd) {
    CustomerSummaries customers = DataSets.upTo(calibrationEnd, ORDERS);
    assertOnBoundary(SurvivalFit.bgNbd(customers, ModelUnit.DAY));
    assertOnBoundary(SurvivalFit.mbgNbd(customers, ModelUnit.WEEK));
  }

  private static void assertOnBoundary(Fit<? extends SurvivalModel> fit) {
    assertThat(fit.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.kind()).isEqualTo(Fit.Kind.BOUNDARY);
              assertThat(warning.words()).startsWith("a → 0: nobody in these data is seen to stop");
            });
    assertThat(fit.parameters()).allSatisfy(p -> assertThat(p.standardError()).isEmpty());
    assertThat(fit.model().pAlive(new OrderHistory(5, 100), 465)).isGreaterThan(0.999);
  }

  /** Up to the last day a few are, but too few to tell. */
  @Test
  void saysThatStoppingMayBeNoneAtAll() {
    Fit<MbgNbd> fit = SurvivalFit.mbgNbd(DataSets.upTo("2011-12-09", ORDERS), ModelUnit.WEEK);
    assertThat(fit.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.kind()).isEqualTo(Fit.Kind.UNCERTAIN);
              assertThat(warning.words()).startsWith("the standard error of a exceeds a");
            });
  }

  /** Orders cost nothing here now and then, but nobody's repeat days all did. */
  @Test
  void fitsWhatOrdersAreWorth() {
    Fit<Optional<GammaGamma>> fit =
        SpendingFit.gammaGamma(DataSets.upTo("2011-08-31", ORDERS), Currency.getInstance("GBP"));
    assertThat(fit.warnings()).isEmpty();
    assertThat(fit.customers()).isEqualTo(1_890);
    assertThat(fit.model().orElseThrow().expectedOrderMinor(0, 0)).isBetween(35_000L, 50_000L);
  }
}
