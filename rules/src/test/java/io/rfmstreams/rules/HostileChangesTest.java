package io.rfmstreams.rules;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Slips of the hand in a good file are told, or harmless, and never thrown as anything else. */
class HostileChangesTest {
  private static final String SPECIAL = "\"'{}[]:,&*!|>%@`#-\\\t \n0a=()<?~é重";

  @Property(tries = 1500)
  void survivesAnyChangeOfAGoodFile(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(RuleFileText.valid().text());
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      change(text, random);
    }
    HostileFileTest.problemsOf(text.toString());
  }

  /** Deletes, repeats or replaces a random part of a text. */
  private static void change(StringBuilder text, Random random) {
    int start = random.nextInt(text.length());
    int end = Math.min(text.length(), start + 1 + random.nextInt(12));
    String part = text.substring(start, end);
    switch (random.nextInt(4)) {
      case 0 -> text.delete(start, end);
      case 1 -> text.insert(random.nextInt(text.length()), part);
      case 2 -> text.setCharAt(start, SPECIAL.charAt(random.nextInt(SPECIAL.length())));
      default -> text.insert(start, (char) random.nextInt(0x10000));
    }
    if (text.isEmpty()) {
      text.append('x');
    }
  }
}
