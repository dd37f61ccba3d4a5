package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.Deployment.Bounds;
import io.rfmstreams.engine.Deployment.Memory;
import io.rfmstreams.engine.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleBooksTest {
  private static final RuleFile FIRST = file("first.yaml", RuleFileText.valid());

  @Test
  void bindsFilesInTheOrderOfTheirPublication() {
    RuleFile second =
        file(
            "second.yaml",
            RuleFileText.valid().with("version: 1", "version: 2\neffective: 2026-03-01"));

    RuleBook book = RuleBooks.of(List.of(FIRST, second), Bounds.DEFAULT);

    assertThat(book.versions())
        .containsExactly(
            new RuleBook.Version(FIRST.rules(), LocalDate.EPOCH),
            new RuleBook.Version(second.rules(), LocalDate.of(2026, 3, 1)));
    assertThat(book.deployment())
        .isEqualTo(
            new Deployment(
                ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"), 730, Memory.DEFAULT));
  }

  @Test
  void refusesFilesForAnotherZoneOrCurrency_sayingWhichAndWhere() {
    RuleFile second =
        file(
            "second.yaml",
            RuleFileText.valid()
                .with("version: 1", "version: 2")
                .with("Asia/Shanghai", "Europe/London")
                .with("CNY", "GBP"));

    assertThatThrownBy(() -> RuleBooks.of(List.of(FIRST, second), Bounds.DEFAULT))
        .isInstanceOf(RuleFileException.class)
        .hasMessage(
            """
            second.yaml:3:7: `zone` is Europe/London; expected Asia/Shanghai, as first.yaml says
            second.yaml:4:11: `currency` is GBP; expected CNY, as first.yaml says""");
  }

  @Test
  void refusesAFileForAnotherZoneThanTheSettings() {
    Deployment deployment =
        new Deployment(ZoneId.of("UTC"), Currency.getInstance("CNY"), 730, Memory.DEFAULT);

    assertThatThrownBy(() -> RuleBooks.of(deployment, List.of(FIRST)))
        .isInstanceOf(RuleFileException.class)
        .hasMessage("first.yaml:3:7: `zone` is Asia/Shanghai; expected UTC, as the settings say");
  }

  @Test
  void refusesTheSameVersionTwice() {
    RuleFile copy = file("copy.yaml", RuleFileText.valid());

    assertThatThrownBy(() -> RuleBooks.of(List.of(FIRST, copy), Bounds.DEFAULT))
        .isInstanceOf(RuleFileException.class)
        .hasMessage(
            "copy.yaml:2:10: `small` version 1 is also in first.yaml; expected a version number of"
                + " its own");
  }

  @Test
  void refusesAWindowLongerThanTheDeploymentKeeps() {
    assertThatThrownBy(() -> RuleBooks.of(List.of(FIRST), Bounds.DEFAULT.withLongestWindow(364)))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining("first.yaml:5:9: `window` is 365; expected at most 364");
  }

  @Test
  void refusesReturnsLongerAgoThanTheDeploymentKeeps() {
    RuleFile file =
        file(
            "returns.yaml",
            RuleFileText.valid().with("recencyDays >= 90", "daysSinceReturn(180) < 366"));

    assertThatThrownBy(() -> RuleBooks.of(List.of(file), Bounds.DEFAULT.withLongestWindow(365)))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining(
            "axis `lifecycle` asks whether `daysSinceReturn(180)` reached 366; expected at most"
                + " 365");
  }

  @Test
  void takesAnUnlimitedWindow_howeverLittleTheDeploymentKeeps() {
    RuleFile file =
        file("unlimited.yaml", RuleFileText.valid().with("window: 365", "window: unlimited"));

    assertThat(RuleBooks.of(List.of(file), Bounds.DEFAULT.withLongestWindow(30)).versions())
        .hasSize(1);
  }

  @Test
  void bindsTheShippedFiles() {
    for (String name : List.of("default-retail.yaml", "retail-demo.yaml", "rfm-orders.yaml")) {
      RuleBook book = RuleBooks.of(List.of(Project.rules(name)), Bounds.DEFAULT);

      assertThat(book.on(LocalDate.of(2011, 1, 1)).name() + ".yaml").isEqualTo(name);
    }
  }

  /** What pins a generation is what a file says, not how. */
  @Test
  void commentsLabelsLayoutAndTheOrderOfKeys_changeNoFingerprint() throws IOException {
    for (String name : List.of("default-retail.yaml", "retail-demo.yaml", "retail-churn.yaml")) {
      String text = Files.readString(Project.root().resolve("config/rules").resolve(name));
      String without = text.replaceAll("(?m)^ *#.*\n", "").replaceAll("(?m) +#.*$", "");
      String unlabelled = text.substring(0, text.indexOf("\nlabels:") + 1);
      List<String> alike =
          List.of(
              text,
              without,
              unlabelled,
              "# another comment\n" + text.replace("\n", "\r\n"),
              lastKeyFirst(without));

      assertThat(alike).as(name).doesNotHaveDuplicates();
      assertThat(alike.stream().map(RuleBooksTest::fingerprint).distinct()).as(name).hasSize(1);
    }
  }

  @Test
  void aChangeOfMeaning_changesTheFingerprint() {
    RuleFileText valid = RuleFileText.valid();
    assertThat(
            List.of(
                fingerprint(valid.text()),
                fingerprint(valid.with("window: 365", "window: 364").text()),
                fingerprint(valid.with("window: 365", "window: unlimited").text())))
        .doesNotHaveDuplicates();
  }

  private static String lastKeyFirst(String text) {
    int last = text.stripTrailing().length();
    do {
      last = text.lastIndexOf('\n', last - 1);
    } while (!Character.isLetter(text.charAt(last + 1)));
    return text.substring(last + 1).stripTrailing() + "\n" + text.substring(0, last + 1);
  }

  private static String fingerprint(String text) {
    return RuleBooks.of(List.of(RuleFile.parse("rules.yaml", text)), Bounds.DEFAULT).fingerprint();
  }

  private static RuleFile file(String source, RuleFileText text) {
    return RuleFile.parse(source, text.text());
  }
}
