package io.rfmstreams.oracle;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes up what profile events say. */
final class HostileProfile {

  private HostileProfile() {}

  /** Some attributes, perhaps none; about as many yes as no. */
  static Map<String, String> attributes(SplittableRandom random) {
    Map<String, String> attributes = new TreeMap<>();
    perhaps(random, 60, attributes, "consent", "yes", "yes", "YES", "no", "No");
    perhaps(random, 20, attributes, "consent.email", "yes", "no");
    perhaps(random, 20, attributes, "consent.sms", "Yes", "NO");
    perhaps(random, 20, attributes, "channel.preferred", "email", "sms");
    // By code point 😀 is the greater, by Java's char the other.
    perhaps(random, 20, attributes, "locale", "zh-CN", "tr-TR", "😀", "～");
    perhaps(random, 20, attributes, "zone", "Asia/Shanghai", "Europe/London");
    perhaps(random, 10, attributes, "birthday", "--02-29");
    return attributes;
  }

  private static void perhaps(
      SplittableRandom random,
      int percent,
      Map<String, String> attributes,
      String name,
      String... values) {
    if (random.nextInt(100) < percent) {
      attributes.put(name, List.of(values).get(random.nextInt(values.length)));
    }
  }
}
