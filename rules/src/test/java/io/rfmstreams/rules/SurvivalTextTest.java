package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rfmstreams.engine.SurvivalRules;
import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.util.Currency;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models written into a rule file and read from it. */
class SurvivalTextTest {
  private static final Currency CNY = Currency.getInstance("CNY");

  @Test
  void readsLikeAPersonsOwn() {
    assertThat(SurvivalText.of(new BgNbd(ModelUnit.WEEK, 0.243, 4.414, 0.793, 2.426)))
        .isEqualTo(
            """
            survival:
              model: bg-nbd
              unit: week
              r: 0.243
              alpha: 4.414
              a: 0.793
              b: 2.426
            """);
    assertThat(SurvivalText.of(new GammaGamma(CNY, 6.25, 3.74, 15.44)))
        .isEqualTo("  gamma-gamma:\n    p: 6.25\n    q: 3.74\n    v: 15.44\n");
  }

  @Property(tries = 200, seed = "92")
  void readBack_itIsTheSameModel(
      @ForAll @DoubleRange(min = 0.01, max = 1e9) double r,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double alpha,
      @ForAll @DoubleRange(min = 1.01, max = 50) double q) {
    SurvivalModel model = new MbgNbd(ModelUnit.DAY, r, alpha, 1 / alpha + 0.01, q);
    GammaGamma worth = new GammaGamma(CNY, q, q, alpha);
    RuleFile file =
        RuleFileText.valid()
            .with("axes:\n", SurvivalText.of(model) + SurvivalText.of(worth) + "axes:\n")
            .parse();
    SurvivalRules read = Objects.requireNonNull(file.rules().survival());
    assertThat(read.model()).isEqualTo(model);
    assertThat(read.orderValue()).isEqualTo(worth);
  }

  @ParameterizedTest
  @ValueSource(doubles = {4e-10, 2e9})
  void whatARuleFileDoesNotTake_isRefused(double a) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SurvivalText.of(new BgNbd(ModelUnit.WEEK, 1, 1, a, 1)))
        .withMessageContaining("`a` is " + a + ", a rule file takes 0.000000001 to 1000000000");
  }
}
