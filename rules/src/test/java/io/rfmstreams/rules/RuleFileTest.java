package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.Policy;
import io.rfmstreams.engine.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule file without a fault becomes. */
class RuleFileTest {

  @Test
  void saysWhatItIsForAndFromWhen() {
    RuleFile file =
        RuleFileText.valid().with("version: 1", "version: 7\neffective: 2026-02-28").parse();

    assertThat(file.rules().name()).isEqualTo("small");
    assertThat(file.rules().version()).isEqualTo(7);
    assertThat(file.effective()).contains(LocalDate.of(2026, 2, 28));
    assertThat(file.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(file.currency()).isEqualTo(Currency.getInstance("CNY"));
    assertThat(file.rules().window()).isEqualTo(new Window(365));
    assertThat(file.warnings()).isEmpty();
  }

  @Test
  void holdsOnEveryDay_withoutAnEffectiveDay() {
    assertThat(RuleFileText.valid().parse().effective()).isEmpty();
  }

  @Test
  void looksBackWithoutEnd_whenTheWindowIsUnlimited() {
    RuleFile file = RuleFileText.valid().with("window: 365", "window: unlimited").parse();

    assertThat(file.rules().window()).isEqualTo(Window.UNLIMITED);
  }

  @Test
  void putsTheSegmentOfMembersWithoutOrdersLast_unlessItIsOneOfTheOthers() {
    RuleFile file = RuleFileText.valid().with("without-order: none", "without-order: low").parse();
    Axis lifecycle = file.rules().axes().get(0);
    Axis value = file.rules().axes().get(1);

    assertThat(lifecycle.segments()).containsExactly("silent", "active", "prospect");
    assertThat(lifecycle.withoutOrder()).isEqualTo(2);
    assertThat(value.segments()).containsExactly("high-value", "high-spend", "low");
    assertThat(value.withoutOrder()).isEqualTo(2);
  }

  @Test
  void keepsOnlyCutsThatPartSegments() {
    Axis value = RuleFileText.valid().parse().rules().axes().get(1);

    // Of r's two boundaries only 60 parts r >= 2 from the rest, of m's only 100.
    assertThat(value.dimensions())
        .containsExactly(
            new Bands(Figure.of(Figure.Kind.RECENCY_DAYS), 60),
            new Bands(Figure.of(Figure.Kind.MONETARY_MINOR), 100));
    assertThat(value.table()).containsExactly(2, 0, 2, 1);
  }

  @Test
  void namesWhatPeopleSee_orElseTheSegmentItself() {
    RuleFile file = RuleFileText.valid().parse();

    assertThat(file.labels()).isEqualTo(Map.of("value", Map.of("low", "Low")));
    assertThat(file.label("value", "low")).isEqualTo("Low");
    assertThat(file.label("value", "high-value")).isEqualTo("high-value");
    assertThat(file.label("lifecycle", "active")).isEqualTo("active");
  }

  @Test
  void takesAPolicysDefaults_whenItSaysNoMore() {
    Policy policy = RuleFileText.valid().parse().rules().policies().get(0);

    assertThat(policy.name()).isEqualTo("win-back");
    assertThat(policy.salt()).isEqualTo("win-back");
    assertThat(policy.priority()).isZero();
    assertThat(policy.offer()).isEmpty();
    assertThat(policy.cooldown()).isEqualTo(Duration.ofDays(60));
    assertThat(policy.expiresAfter()).isEqualTo(Duration.ofDays(14));
    assertThat(policy.consentRequired()).isFalse();
    assertThat(policy.suppressAfterDays()).isEmpty();
  }

  @Test
  void readsEverythingAPolicyCanSay() {
    Policy policy =
        RuleFileText.valid()
            .with(
                "    holdout: 10%",
                "    holdout: 10%\n    priority: -5\n    salt: \"a b\"\n"
                    + "    offer: { code: 10, on: no }\n    consent: required\n"
                    + "    suppress-after: { complaint: 30, refund: 14 }")
            .parse()
            .rules()
            .policies()
            .get(0);

    assertThat(policy.priority()).isEqualTo(-5);
    assertThat(policy.salt()).isEqualTo("a b");
    assertThat(policy.offer()).isEqualTo(Map.of("code", "10", "on", "no"));
    assertThat(policy.consentRequired()).isTrue();
    assertThat(policy.suppressAfterDays()).isEqualTo(Map.of("complaint", 30, "refund", 14));
  }

  @ParameterizedTest
  @CsvSource({"0%,0", "2.5%,25", "10%,100", "100%,1000", "100.0%,1000"})
  void readsAHoldoutShareInTenthsOfAPercent(String written, int permille) {
    RuleFile file = RuleFileText.valid().with("holdout: 10%", "holdout: " + written).parse();

    assertThat(file.rules().policies().get(0).holdoutPermille()).isEqualTo(permille);
  }

  @Test
  void matchesExactlyTheMovesItsConditionIsFor() {
    RuleFile file = RuleFileText.valid().parse();
    List<Axis> axes = file.rules().axes();
    Policy policy = file.rules().policies().get(0);

    // Axis lifecycle moved from active to silent, value now high-spend.
    assertThat(policy.matches().get(Policy.cell(axes, 0, 1, new int[] {0, 1}))).isTrue();
    assertThat(policy.firstMoves()).isFalse();
    // Lifecycle moved to active; value moved while lifecycle was silent.
    assertThat(policy.matches().get(Policy.cell(axes, 0, 0, new int[] {1, 1}))).isFalse();
    assertThat(policy.matches().get(Policy.cell(axes, 1, 0, new int[] {0, 1}))).isFalse();
  }

  @Test
  void matchesFirstMoves_onlyIfThePolicySaysSo() {
    RuleFile file =
        RuleFileText.valid().with("holdout: 10%", "holdout: 10%\n    first-moves: true").parse();

    assertThat(file.rules().policies().get(0).firstMoves()).isTrue();
  }

  @Test
  void warnsOfAPolicyForFirstMoves_thatIsNotAskedAboutThem() {
    RuleFile file =
        RuleFileText.valid().with("to == \"silent\"", "from == \"\" && to == \"silent\"").parse();

    assertThat(file.warnings()).hasSize(1);
    assertThat(file.warnings().get(0).toString()).contains("`first-moves: true`");
  }

  @Test
  void acceptsFurtherEventTypes() {
    RuleFile file =
        RuleFileText.valid()
            .with("labels:", "event-types: [gift-card, parcel.lost]\nlabels:")
            .parse();

    assertThat(file.rules().eventTypes()).containsExactlyInAnyOrder("gift-card", "parcel.lost");
  }

  @Test
  void takesYamlsWordsForTruthAsNames() {
    RuleFile file = RuleFileText.valid().with("{ name: active }", "{ name: no }").parse();

    assertThat(file.rules().axes().get(0).segments()).contains("no");
  }

  @Test
  void hashesItsText(@TempDir Path folder) throws Exception {
    byte[] bytes = RuleFileText.valid().text().getBytes(StandardCharsets.UTF_8);
    Path path = Files.write(folder.resolve("small.yaml"), bytes);

    RuleFile file = RuleFile.read(path);

    assertThat(file.source()).isEqualTo(path.toString());
    assertThat(file.text()).isEqualTo(RuleFileText.valid().text());
    assertThat(file.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }

  @Test
  void readsFilesOfOtherEditors_withAByteOrderMarkAndCrLf() {
    String text = "\uFEFF" + RuleFileText.valid().text().replace("\n", "\r\n");

    RuleFile file = RuleFile.parse("rules.yaml", text);

    assertThat(file.rules().name()).isEqualTo("small");
    assertThat(RuleFile.parse("again.yaml", file.text()).sha256()).isEqualTo(file.sha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"default-retail.yaml", "retail-demo.yaml", "rfm-orders.yaml"})
  void shipsRuleFilesWithNothingToWarnOf(String name) {
    assertThat(Project.rules(name).warnings()).isEmpty();
  }
}
