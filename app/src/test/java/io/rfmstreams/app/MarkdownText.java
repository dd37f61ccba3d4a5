package io.rfmstreams.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document as its readers' Markdown has it: what is code, where its links lead, what its headings are
 * called in links.
 */
final class MarkdownText {

  /** The longest line, in characters: a changed word is a changed line. */
  static final int LONGEST_LINE = 100;

  private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");
  private static final Pattern INDENTED = Pattern.compile("( {4}|\t).*");
  private static final Pattern TABLE_ROW = Pattern.compile(" {0,3}\\|.*");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern TARGET = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ADDRESS = Pattern.compile("<?https?://\\S+");
  private static final Pattern TEST_CLASS = Pattern.compile("\\b[A-Z]\\w*[a-z0-9](?:Test|IT)\\b");

  /** What is no letter, digit, blank, underscore or hyphen: anchors have none of it. */
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N} _-]");

  private final List<Line> lines = new ArrayList<>();

  /**
   * A line.
   *
   * @param number from 1
   * @param text as it is written
   * @param isCode whether it is part of a block of code
   */
  record Line(int number, String text, boolean isCode) {}

  /**
   * A link, or the name of a test.
   *
   * @param line the number of its line
   * @param target what it names
   */
  record Mention(int line, String target) {}

  MarkdownText(String text) {
    boolean fenced = false;
    boolean afterBlank = true;
    boolean wasIndented = false;
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      boolean fence = FENCE.matcher(line).matches();
      boolean indented = !fenced && INDENTED.matcher(line).matches() && (afterBlank || wasIndented);
      lines.add(new Line(number, line, fenced || fence || indented));
      fenced = fenced ^ fence;
      wasIndented = indented;
      afterBlank = line.isBlank();
    }
  }

  /** Lines that are too long and neither code, nor a row of a table, nor long only by where a link leads. */
  List<Line> tooLong() {
    return prose().stream()
        .filter(line -> !TABLE_ROW.matcher(line.text()).matches())
        .filter(line -> length(line.text()) > LONGEST_LINE)
        .toList();
  }

  private static int length(String line) {
    String shown = ADDRESS.matcher(TARGET.matcher(line).replaceAll("]")).replaceAll("");
    return shown.codePointCount(0, shown.length());
  }

  /** Where its links lead, as written. */
  List<Mention> links() {
    return mentions(TARGET, 1, true);
  }

  /** The test classes that it names, also in code. */
  List<Mention> testClasses() {
    return mentions(TEST_CLASS, 0, false);
  }

  private List<Mention> mentions(Pattern pattern, int group, boolean codeLeftOut) {
    List<Mention> mentions = new ArrayList<>();
    for (Line line : prose()) {
      String text = codeLeftOut ? CODE.matcher(line.text()).replaceAll("") : line.text();
      Matcher found = pattern.matcher(text);
      while (found.find()) {
        mentions.add(new Mention(line.number(), found.group(group)));
      }
    }
    return mentions;
  }

  /** What links call its headings, as GitHub makes them. */
  Set<String> anchors() {
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> before = new HashMap<>();
    for (Line line : prose()) {
      Matcher heading = HEADING.matcher(line.text());
      if (heading.matches()) {
        String anchor = anchor(heading.group(1));
        int same = before.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(same == 0 ? anchor : anchor + "-" + same);
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    String shown = TARGET.matcher(heading).replaceAll("]");
    return NOT_IN_ANCHORS.matcher(shown.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
  }

  private List<Line> prose() {
    return lines.stream().filter(line -> !line.isCode()).toList();
  }
}
