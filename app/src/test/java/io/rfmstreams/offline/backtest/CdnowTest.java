package io.rfmstreams.offline.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The literature's data set, split where the literature splits it. */
class CdnowTest {
  private static final int CUSTOMERS = 2_357;
  private static final int REPEATS_KNOWN = 2_457;
  private static final int REPEATS_AHEAD = 1_882;

  private Findings findings;

  @BeforeEach
  void backtest(@TempDir Path directory) throws IOException, InterruptedException {
    findings =
        Tested.backtest(
            Tested.file(directory.resolve("cdnow.csv"), Tested.cdnow()),
            Tested.rules(
                "UTC",
                "{ model: bg-nbd, unit: week, r: 0.2425945, alpha: 4.4136019, a: 0.7929199, b: 2.4258881 }",
                "silent, inactivity-days: 90"),
            "1997-09-30",
            39 * 7);
  }

  @Test
  void itsTotals_areThePublishedOnes() {
    Verdict.Model model = findings.rules().model();
    assertThat(model).isNotNull();
    assertThat(findings.population().members()).isEqualTo(CUSTOMERS);
    assertThat(model.repeatsAt().actual()).isEqualTo(REPEATS_KNOWN);
    assertThat(model.repeatsAtEnd().actual()).isEqualTo(REPEATS_KNOWN + REPEATS_AHEAD);
  }

  /** The paper's figure 4: close all along, and some four in a hundred too low at the end. */
  @Test
  void repeatOrdersExpected_trackThoseThatHappened() {
    Verdict.Model model = findings.rules().model();
    assertThat(model).isNotNull();
    assertThat(model.repeatsAt().expected() / REPEATS_KNOWN).isCloseTo(1, within(0.02));
    assertThat(model.repeatsAtEnd().expected() / (REPEATS_KNOWN + REPEATS_AHEAD))
        .isBetween(0.95, 0.97);
  }
}
