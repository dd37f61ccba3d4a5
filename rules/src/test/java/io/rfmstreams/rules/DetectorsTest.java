package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rfmstreams.engine.CadenceLimit;
import io.rfmstreams.engine.InactivityLimit;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.SurvivalLimit;
import io.rfmstreams.engine.SurvivalRules;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Churn detectors and survival models as rule files say them. */
class DetectorsTest {
  private static final RuleFileText FILE =
      RuleFileText.valid()
          .with(
              "axes:\n",
              """
              survival:
                model: mbg-nbd
                unit: week
                r: 0.525
                alpha: 6.183
                a: 0.891
                b: 1.614
                gamma-gamma: { p: 6.25, q: 3.74, v: 15.44 }
                horizon-days: 180
              detectors:
                - { name: overlong, inactivity-days: 90, by-category: { tea: 14 } }
                - { name: off_beat, cadence-factor: 2.5, cadence-spreads: 1, min-order-days: 4 }
                - { name: likely_gone, p-alive-below: 0.3 }
              axes:
              """)
          .with("recencyDays >= 90", "overlong || (off_beat && likely_gone)");

  private static final RuleFileText BG_NBD = FILE.with("mbg-nbd", "bg-nbd");

  @Test
  void aFile_saysModelDetectorsAndWhatTheyLeadTo() {
    RuleSet rules = FILE.parse().rules();
    MbgNbd model = new MbgNbd(ModelUnit.WEEK, 0.525, 6.183, 0.891, 1.614);
    GammaGamma orderValue = new GammaGamma(Currency.getInstance("CNY"), 6.25, 3.74, 15.44);
    assertThat(rules.survival()).isEqualTo(new SurvivalRules(model, orderValue, 180));
    assertThat(rules.detectors())
        .containsExactly(
            new SurvivalLimit("likely_gone", model, 0.3),
            new CadenceLimit("off_beat", 2_500, 1_000, 4),
            new InactivityLimit("overlong", 90, Map.of("tea", 14)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "likely_gone",
        "likely_gone && recencyDays >= 180",
        // A rhythm takes a second order day.
        "likely_gone || off_beat",
        // So do these, or at least a second order.
        "likely_gone || frequency > 1",
        "likely_gone || f >= 2",
        "likely_gone || lifetimeOrders >= 2",
        "likely_gone || (overlong && lifetimeOrders != 1)",
        "likely_gone || daysSinceReturn(60) < 30",
        "likely_gone || (recencyDays < 30 && daysSinceFirstOrder >= 90)",
        // By then its orders have left the window of 365 days, and before that they are in it.
        "likely_gone || (recencyDays >= 400 && frequency >= 1)",
        "likely_gone || (recencyDays < 200 && frequency < 1)",
        // Several orders on one day are no second order day.
        "likely_gone && frequency >= 5",
      })
  void bgNbd_leadingWhereOneTimeBuyersNeverGet_isRefusedWithTheWayOut(String condition) {
    RuleFileText file = silentWhere(BG_NBD, "➤" + condition);
    assertThat(problem(file))
        .contains("rules.yaml:%d:%d".formatted(file.marked().line(), file.marked().column()))
        .contains("a BG/NBD detector leads to segment `silent`")
        .contains("|| recencyDays >= 180");
    assertThat(silentWhere(FILE, condition).parse()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "likely_gone || recencyDays >= 180",
        "likely_gone || overlong || off_beat",
        "overlong || (off_beat && likely_gone)",
        "likely_gone || frequency < 1",
        "(likely_gone && lifetimeOrders > 1) || (recencyDays >= 180 && lifetimeOrders == 1)",
        "likely_gone || (recencyDays >= 90 && daysSinceFirstOrder >= 180)",
        // It takes no member with one order.
        "(likely_gone || recencyDays >= 180) && frequency >= 5",
        // Nor does it with a clause for one order that never holds: the window is longer.
        "((likely_gone || overlong) && frequency >= 5) || (frequency < 1 && recencyDays < 200)",
        // BG/NBD leads out of it, not in.
        "!likely_gone && frequency > 1",
        // It has nothing to say here.
        "daysSinceReturn(60) < 30",
      })
  void bgNbd_withAWayInForOneTimeBuyers_isAccepted(String condition) {
    assertThat(silentWhere(BG_NBD, condition).parse()).isNotNull();
  }

  @Test
  void bgNbd_withAWayInByAnEmptyWindow_isRefusedWhereItIsNeverEmpty() {
    RuleFileText file = silentWhere(BG_NBD, "likely_gone || frequency < 1");
    assertThat(file.parse()).isNotNull();
    assertThat(problem(file.with("window: 365", "window: unlimited")))
        .contains("no other way in is open to them");
  }

  private static RuleFileText silentWhere(RuleFileText file, String condition) {
    return file.with("overlong || (off_beat && likely_gone)", condition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model: mbg-nbd | model: ➤pareto-nbd | `model` is the text `pareto-nbd`",
        "unit: week | unit: ➤month | `unit` is the text `month`",
        "r: 0.525 | r: ➤0 | `r` is the text `0`",
        "r: 0.525 | r: ➤-1 | `r` is the text `-1`",
        "r: 0.525 | r: ➤NaN | `r` is the text `NaN`",
        "r: 0.525 | r: ➤1e3 | `r` is the text `1e3`",
        "{ p: 6.25, q: 3.74 | ➤{ p: 6.25, q: 1 | q must be above 1",
        "{ p: 6.25, q: 3.74 | ➤{ p: 6.25, q: 0.6 | q must be above 1, else the mean order value is infinite; was 0.6",
        "horizon-days: 180 | horizon-days: ➤0 | `horizon-days` is 0",
        "inactivity-days: 90 | inactivity-days: ➤0 | `inactivity-days` is 0",
        "tea: 14 | \"\": 14 | `by-category` has a limit for the empty category",
        "tea: 14 | tea: ➤never | the limit of category `tea` is the text `never`",
        "cadence-factor: 2.5 | cadence-factor: ➤0.5 | `cadence-factor` is the text `0.5`",
        "cadence-factor: 2.5 | cadence-factor: 2.5001 | more than three decimals",
        "cadence-factor: 2.5 | by-category: { tea: 4 } | has no limit",
        "cadence-factor: 2.5 | cadence-factor: 2.5, inactivity-days: 3 | several limits",
        "min-order-days: 4 | min-order-days: ➤1 | `min-order-days` is 1",
        "p-alive-below: 0.3 | p-alive-below: ➤1 | `p-alive-below` is the text `1`",
        "p-alive-below: 0.3 | p-alive-below: 0.3, ➤min-order-days: 2 | has no key `min-order-days`",
        "name: off_beat | name: ➤overlong | means something else in conditions already",
        "name: off_beat | name: ➤frequency | means something else in conditions already",
        "name: off_beat | name: ➤off-beat | cannot be a name here",
        "(off_beat && | (➤offbeat && | there is no `offbeat`",
        "(off_beat && | (off_beat ➤> 3 && | does not go with",
      })
  void saysWhatIsWrongAndWhere(String part, String replacement, String wrong) {
    RuleFileText file = FILE.with(part.strip(), replacement.strip());
    assertThat(problem(file)).contains(wrong.strip());
    if (file.text().contains(RuleFileText.MARK)) {
      Position at = file.marked();
      assertThat(problem(file)).contains("rules.yaml:%d:%d".formatted(at.line(), at.column()));
    }
  }

  /** One fault anywhere is one problem: what the conditions ask was declared all the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 1 | version: 0 | `version` is 0",
        "currency: CNY | currency: RMB | `currency` is the text `RMB`, which is no currency with minor units",
        "r: 0.525 | r: 0 | `r` is the text `0`",
        "cadence-factor: 2.5 | cadence-factor: 0.5 | `cadence-factor` is the text `0.5`",
        "cadence-factor: 2.5 | cadence-factor: 2.5001 | `cadence-factor` has more than three decimals",
        "cadence-factor: 2.5, cadence-spreads: 1, min-order-days: 4 | by-category: { tea: 4 } | a detector has no limit",
        "p-alive-below: 0.3 | p-alive-below: 0.3, inactivity-days: 3 | a detector has several limits: [inactivity-days, p-alive-below]",
        "p-alive-below: 0.3 | p-alive-below: 2 | `p-alive-below` is the text `2`",
        "tea: 14 | tea: 0 | the limit of category `tea` is 0",
      })
  void oneFault_isOneProblem(String part, String replacement, String wrong) {
    assertThat(problems(FILE.with(part, replacement)))
        .extracting(Problem::wrong)
        .containsExactly(wrong);
  }

  @Test
  void faultsOfTheShippedFile_areAllThereIsSaid() throws IOException {
    RuleFileText shipped =
        new RuleFileText(
            Files.readString(Project.root().resolve("config/rules/retail-churn.yaml")));
    assertThat(
            problems(
                shipped
                    .with("version: 1", "version: 0")
                    .with("cadence-factor: 2.5", "cadence-factor: 101")))
        .extracting(Problem::wrong)
        .containsExactly("`version` is 0", "`cadence-factor` is the text `101`");
  }

  @Test
  void aDetectorThatMovesNobody_isWarnedOf() {
    RuleFileText file =
        silentWhere(FILE.with("name: off_beat", "name: ➤off_beat"), "overlong || likely_gone");
    assertThat(file.parse().warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.wrong())
                  .isEqualTo("detector `off_beat` moves nobody: no segment depends on it");
              assertThat(new Position(warning.line(), warning.column())).isEqualTo(file.marked());
            });
    // Asked, but for nothing.
    assertThat(
            silentWhere(FILE, "overlong || (off_beat && !off_beat) || likely_gone")
                .parse()
                .warnings())
        .hasSize(1);
    assertThat(FILE.parse().warnings()).isEmpty();
  }

  @Test
  void aLimitForPAlive_needsAModel() {
    assertThat(
            problem(
                RuleFileText.valid()
                    .with(
                        "axes:\n", "detectors:\n  - { name: gone, p-alive-below: 0.3 }\naxes:\n")))
        .contains("no model");
  }

  private static String problem(RuleFileText file) {
    return String.valueOf(refused(file).getMessage());
  }

  private static List<Problem> problems(RuleFileText file) {
    return refused(file).problems();
  }

  private static RuleFileException refused(RuleFileText file) {
    RuleFileException refused = catchThrowableOfType(RuleFileException.class, file::parse);
    assertThat(refused).as("a problem in\n%s", file.text()).isNotNull();
    return refused;
  }
}
