package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the check of documents takes for what: else it could not fail. */
class MarkdownTextTest {
  private static final String LONG = "word ".repeat(21).strip();

  @Test
  void aLineIsTooLong_fromTheFirstCharacterBeyondTheLimit() {
    assertThat(tooLong("x".repeat(100))).isEmpty();
    assertThat(tooLong("fine\n" + "x".repeat(101))).containsExactly(2);
  }

  @Test
  void charactersCount_notTheirUnits() {
    assertThat(tooLong("\uD83D\uDE00".repeat(100))).isEmpty();
    assertThat(tooLong("ü".repeat(101))).containsExactly(1);
  }

  @Test
  void codeAndTablesMayBeLong() {
    assertThat(tooLong("```\n" + LONG + "\n```")).isEmpty();
    assertThat(tooLong("text\n\n    " + LONG + "\n    " + LONG)).isEmpty();
    assertThat(tooLong("| " + LONG + " | " + LONG + " |")).isEmpty();
  }

  @Test
  void whatOnlyLooksLikeCodeMayNot() {
    assertThat(tooLong("```\ncode\n```\n" + LONG)).containsExactly(4);
    assertThat(tooLong("- an item\n    " + LONG)).containsExactly(2);
  }

  @Test
  void whereALinkLeadsDoesNotCount() {
    assertThat(tooLong("see [here](" + "a/".repeat(60) + "b)")).isEmpty();
    assertThat(tooLong("see https://example.org/" + "a/".repeat(60))).isEmpty();
    assertThat(tooLong("see [" + LONG + "](b)")).containsExactly(1);
  }

  @Test
  void linksAreFoundInProseAndTables_notInCode() {
    MarkdownText text =
        new MarkdownText("a [b](c.md) [d](e.md#f)\n| [g](h) |\n`[i](j)`\n\n    [k](l)\n");

    assertThat(text.links())
        .containsExactly(
            new MarkdownText.Mention(1, "c.md"),
            new MarkdownText.Mention(1, "e.md#f"),
            new MarkdownText.Mention(2, "h"));
  }

  @Test
  void headingsAreCalledAsGitHubDoes() {
    MarkdownText text =
        new MarkdownText("# Why is `x-y` so?\n## Events: bring *your* own\n# Two\n# Two\n#no\n");

    assertThat(text.anchors())
        .containsExactly("why-is-x-y-so", "events-bring-your-own", "two", "two-1");
  }

  @Test
  void testsAreFoundByTheirNames() {
    MarkdownText text = new MarkdownText("`OracleTest`, see [KilledIT](x) and BITS, Testing, MIT");

    assertThat(text.testClasses())
        .extracting(MarkdownText.Mention::target)
        .containsExactly("OracleTest", "KilledIT");
  }

  private static List<Integer> tooLong(String text) {
    return new MarkdownText(text).tooLong().stream().map(MarkdownText.Line::number).toList();
  }
}
