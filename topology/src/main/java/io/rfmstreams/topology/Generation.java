package io.rfmstreams.topology;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.MemberStateCodec;
import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.schemas.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What must stay the same for as long as the stores are to be read: one setting a line. Stores and
 * outputs that grew under other settings cannot be carried on; that takes a new generation.
 *
 * @param text the settings, one a line
 */
public record Generation(String text) {

  /** What to do where stores and outputs cannot be carried on; a clause. */
  static final String START_ANEW =
      "start a new generation, that is another rfm.application.id and another rfm.topics.output-prefix, then `./rfm topics create` and `./rfm schemas register`";

  /** Enough of a hash to tell it from another. */
  private static final Pattern HASH = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{52}\\b");

  /** Raised when the stores' keys or their drain progress change in a way that cannot be read. */
  private static final int STORES_VERSION = 1;

  /**
   * The generation of a deployment under one rule set.
   *
   * @param topics where it reads and writes: members come from one journal, and transitions are numbered
   *     on from those in one set of outputs
   * @param ruleSetHash hash of the rule set's text
   */
  public static Generation of(Topics topics, Deployment deployment, String ruleSetHash) {
    return new Generation(
        String.join(
            "\n",
            "journal: " + topics.memberEvents().name(),
            "output prefix: " + topics.outputPrefix(),
            "rule set: " + ruleSetHash,
            "zone: " + deployment.zone(),
            "day starts: " + new ZoneCalendar(deployment.zone()).fingerprint(),
            "currency: " + deployment.currency().getCurrencyCode(),
            "longest window in days: " + deployment.longestWindowDays(),
            "money events kept: " + deployment.memory().moneyEvents(),
            "other events kept: " + deployment.memory().otherEvents(),
            "member state: " + MemberStateCodec.VERSION,
            "stores: " + STORES_VERSION));
  }

  /**
   * Refuses to carry on what belongs to another generation.
   *
   * @throws IllegalStateException naming what differs
   */
  void requireSameAs(Generation stored) {
    if (!equals(stored)) {
      throw new IllegalStateException(
          "The stores were begun with other settings (stored: %s; now: %s): %s, or go back to the stored settings."
              .formatted(
                  String.join(", ", linesMissingFrom(stored.text, text)),
                  String.join(", ", linesMissingFrom(text, stored.text)),
                  START_ANEW));
    }
  }

  private static List<String> linesMissingFrom(String these, String those) {
    List<String> missing = new ArrayList<>(Arrays.asList(these.split("\n", -1)));
    missing.removeAll(Arrays.asList(those.split("\n", -1)));
    missing.replaceAll(line -> HASH.matcher(line).replaceAll("$1…"));
    return missing;
  }
}
