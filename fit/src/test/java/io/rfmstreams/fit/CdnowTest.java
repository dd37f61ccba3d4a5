package io.rfmstreams.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The fits that were published for CDNOW, calibration ending 1997-09-30. */
class CdnowTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final SortedMap<String, List<OrderDay>> ORDERS = DataSets.cdnow();
  private static final CustomerSummaries CUSTOMERS = DataSets.upTo("1997-09-30", ORDERS);
  private static final Offset<Double> THREE_DIGITS = within(0.0005);

  @Test
  void countsCustomersAndRepeatsAsPublished() {
    assertThat(CUSTOMERS.customers()).isEqualTo(2_357);
    assertThat(CUSTOMERS.repeats()).isEqualTo(2_457);
    assertThat(CUSTOMERS.returned()).isEqualTo(946);
    long thirtyNineWeeksLater = DataSets.upTo("1998-06-30", ORDERS).repeats();
    assertThat(thirtyNineWeeksLater - CUSTOMERS.repeats()).isEqualTo(1_882);
  }

  @Test
  void fitsBgNbdAsThePaperDoes() {
    Fit<BgNbd> fit = SurvivalFit.bgNbd(CUSTOMERS, ModelUnit.WEEK);
    assertThat(fit.model().r()).isCloseTo(0.243, THREE_DIGITS);
    assertThat(fit.model().alpha()).isCloseTo(4.414, THREE_DIGITS);
    assertThat(fit.model().a()).isCloseTo(0.793, THREE_DIGITS);
    assertThat(fit.model().b()).isCloseTo(2.426, THREE_DIGITS);
    assertThat(fit.logLikelihood()).isCloseTo(-9582.4, within(0.05));
    assertThat(fit.customers()).isEqualTo(2_357);
    assertThat(fit.repeats()).isEqualTo(2_457);
    assertThat(fit.warnings()).isEmpty();
  }

  /**
   * CLVTools prints seven digits of where its own search stopped. The likelihood is so flat there that
   * the fifth is not certain: what is found here is no lower.
   */
  @Test
  void fitsBgNbdAsClvToolsDoes() {
    Fit<BgNbd> fit = SurvivalFit.bgNbd(CUSTOMERS, ModelUnit.WEEK);
    assertThat(fit.model().r()).isCloseTo(0.2425945, within(1e-6));
    assertThat(fit.model().alpha()).isCloseTo(4.4136019, within(5e-6));
    assertThat(fit.model().a()).isCloseTo(0.7929199, within(5e-6));
    assertThat(fit.model().b()).isCloseTo(2.4258881, within(3e-5));
    assertThat(fit.logLikelihood()).isCloseTo(-9582.429, THREE_DIGITS);
    assertThat(fit.logLikelihood())
        .isGreaterThanOrEqualTo(
            SurvivalFit.logLikelihood(
                new BgNbd(ModelUnit.WEEK, 0.2425945, 4.4136019, 0.7929199, 2.4258881), CUSTOMERS));
  }

  @Test
  void fitsMbgNbdAsPublished() {
    Fit<MbgNbd> fit = SurvivalFit.mbgNbd(CUSTOMERS, ModelUnit.WEEK);
    assertThat(fit.model().r()).isCloseTo(0.525, THREE_DIGITS);
    assertThat(fit.model().alpha()).isCloseTo(6.183, THREE_DIGITS);
    assertThat(fit.model().a()).isCloseTo(0.891, THREE_DIGITS);
    assertThat(fit.model().b()).isCloseTo(1.614, THREE_DIGITS);
    assertThat(fit.warnings()).isEmpty();
  }

  @Test
  void fitsTheSameInDays_withAlphaSevenfoldAndTheLikelihoodLower() {
    Fit<BgNbd> inWeeks = SurvivalFit.bgNbd(CUSTOMERS, ModelUnit.WEEK);
    Fit<BgNbd> inDays = SurvivalFit.bgNbd(CUSTOMERS, ModelUnit.DAY);
    assertThat(inDays.model().r()).isEqualTo(inWeeks.model().r());
    assertThat(inDays.model().alpha()).isCloseTo(7 * inWeeks.model().alpha(), within(1e-12));
    assertThat(inDays.model().a()).isEqualTo(inWeeks.model().a());
    assertThat(inDays.model().b()).isEqualTo(inWeeks.model().b());
    assertThat(inDays.logLikelihood())
        .isCloseTo(inWeeks.logLikelihood() - 2_457 * Math.log(7), within(1e-9));
    // Counted anew in either unit.
    assertThat(SurvivalFit.logLikelihood(inWeeks.model(), CUSTOMERS))
        .isCloseTo(inWeeks.logLikelihood(), within(1e-8));
    assertThat(SurvivalFit.logLikelihood(inDays.model(), CUSTOMERS))
        .isCloseTo(inDays.logLikelihood(), within(1e-8));
  }

  /** Against a Hessian over the parameters themselves, by other software. */
  @Test
  void standardErrorsAreThoseOfTheCurvature() {
    Fit<BgNbd> fit = SurvivalFit.bgNbd(CUSTOMERS, ModelUnit.WEEK);
    assertThat(fit.parameters().stream().map(Fit.Parameter::name))
        .containsExactly("r", "alpha", "a", "b");
    assertStandardErrors(fit, 0.012557, 0.37822, 0.18573, 0.70540);
    assertStandardErrors(
        SurvivalFit.mbgNbd(CUSTOMERS, ModelUnit.WEEK), 0.083262, 0.69559, 0.15478, 0.53745);
    assertStandardErrors(SpendingFit.gammaGamma(CUSTOMERS, USD), 1.1897, 0.29008, 4.1581);
  }

  private static void assertStandardErrors(Fit<?> fit, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(fit.parameters().get(i).standardError().orElseThrow())
          .as(fit.parameters().get(i).name())
          .isCloseTo(expected[i], within(expected[i] * 1e-3));
    }
  }

  @Test
  void fitsGammaGammaAsPublished() {
    Fit<Optional<GammaGamma>> fit = SpendingFit.gammaGamma(CUSTOMERS, USD);
    assertThat(fit.customers()).isEqualTo(946);
    assertThat(fit.model().orElseThrow().p()).isCloseTo(6.25, within(0.005));
    assertThat(fit.model().orElseThrow().q()).isCloseTo(3.74, within(0.005));
    assertThat(fit.model().orElseThrow().v()).isCloseTo(15.44, within(0.005));
    assertThat(fit.logLikelihood()).isCloseTo(-4055.92, within(0.005));
    assertThat(SpendingFit.logLikelihood(fit.model().orElseThrow(), CUSTOMERS))
        .isCloseTo(fit.logLikelihood(), within(1e-8));
    assertThat(fit.warnings()).isEmpty();
  }

  @Test
  void expectsTheFirstTenCustomersOrdersToBeWorthWhatIsPublished() {
    GammaGamma model = SpendingFit.gammaGamma(CUSTOMERS, USD).model().orElseThrow();
    List<Long> cents =
        ORDERS.entrySet().stream()
            .limit(10)
            .map(customer -> DataSets.upTo("1997-09-30", Map.ofEntries(customer)).spendings())
            .map(
                spendings ->
                    spendings.isEmpty()
                        ? model.expectedOrderMinor(0, 0)
                        : model.expectedOrderMinor(
                            spendings.firstKey().days(), spendings.firstKey().spentMinor()))
            .toList();
    List<Double> published =
        Stream.of(24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17).toList();
    for (int i = 0; i < published.size(); i++) {
      assertThat(cents.get(i) / 100.0).isCloseTo(published.get(i), within(0.1));
    }
  }
}
