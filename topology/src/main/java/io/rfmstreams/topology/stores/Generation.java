package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.schemas.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What must stay the same for as long as the stores are to be read, and the forms that members'
 * states may have in them. Stores and outputs that grew under other settings cannot be carried on;
 * that takes a new generation.
 *
 * @param settings what must stay the same, one setting a line
 * @param oldestForm the oldest form of a member's state there may be
 * @param newestForm the newest one
 */
public record Generation(String settings, int oldestForm, int newestForm) {

  /** What to do where stores and outputs cannot be carried on; a clause. */
  public static final String START_ANEW =
      "start a new generation, that is another rfm.application.id and another"
          + " rfm.topics.output-prefix, then `./rfm topics create` and `./rfm schemas register`";

  private static final String FIRST_TRIGGERS = "triggers from: ";

  private static final Pattern FORMS =
      Pattern.compile("^member state: ([0-9]{1,9})(?: to ([0-9]{1,9}))?\n?", Pattern.MULTILINE);

  /** Enough of a hash to tell it from another. */
  private static final Pattern HASH = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{52}\\b");

  private static final String STORES = "stores: ";

  /** Raised when stores change in a way that the versions of the program so far cannot read. */
  private static final int STORES_VERSION = 2;

  /**
   * Before this version an entry of the deadline index had one member. That is read on; a program
   * of then would miss the other members of an entry, so stores say this before they hold one.
   */
  private static final int ONE_MEMBER_AN_ENTRY = 1;

  /**
   * The generation that an instance with these settings begins.
   *
   * @param topics where it reads and writes: members come from one journal, and transitions are
   *     numbered on from those in one set of outputs
   * @param partitions how many the journal has: they say where a member is
   * @param forms how members' states are stored
   */
  public static Generation of(
      Topics topics, JournalPartitions partitions, RuleBook rules, StateForms forms) {
    Deployment deployment = rules.deployment();
    return new Generation(
        String.join(
            "\n",
            "journal: " + topics.memberEvents().name(),
            "journal partitions: " + partitions.count(),
            "output prefix: " + topics.outputPrefix(),
            "rule set: " + rules.fingerprint(),
            "zone: " + deployment.zone(),
            "day starts: " + new ZoneCalendar(deployment.zone()).fingerprint(),
            "currency: " + deployment.currency().getCurrencyCode(),
            "earliest day: " + deployment.earliestDay(),
            FIRST_TRIGGERS + new TriggersFrom(deployment.triggersFrom()).text(),
            "longest window in days: " + deployment.longestWindowDays(),
            "money events kept: " + deployment.memory().moneyEvents(),
            "other events kept: " + deployment.memory().otherEvents(),
            STORES + STORES_VERSION),
        forms.written(),
        forms.written());
  }

  /**
   * The generation that a record of the ticks' changelog tells of; empty for its other records.
   *
   * @param key the record's key
   * @param value the record's value; null if it was deleted
   */
  public static Optional<Generation> stored(byte[] key, byte @Nullable [] value) {
    return TickStore.generation(Bytes.wrap(key), value);
  }

  /** Reads what {@link #text} wrote, or what an earlier version of the program did. */
  public static Generation parse(String text) {
    Matcher forms = FORMS.matcher(text);
    if (!forms.find()) {
      return new Generation(text, 0, 0);
    }
    int oldest = Integer.parseInt(forms.group(1));
    int newest = forms.group(2) == null ? oldest : Integer.parseInt(forms.group(2));
    return new Generation(forms.replaceFirst("").stripTrailing(), oldest, newest);
  }

  /** As it is stored. */
  public String text() {
    return settings
        + "\nmember state: "
        + oldestForm
        + (newestForm == oldestForm ? "" : " to " + newestForm);
  }

  /** What is stored of the first day of triggers that go out; empty if nothing is. */
  public Optional<TriggersFrom> triggersFrom() {
    return settings
        .lines()
        .filter(line -> line.startsWith(FIRST_TRIGGERS))
        .map(line -> TriggersFrom.parse(line.substring(FIRST_TRIGGERS.length())))
        .findFirst();
  }

  /**
   * The stored generation as it is once this one carries it on: what an instance writes adds to the
   * forms there may be.
   *
   * @param forms what this instance reads and writes
   * @throws IllegalStateException if it cannot be carried on, naming what differs
   */
  public Generation carryingOn(Generation stored, StateForms forms) {
    requireReadable(stored, forms);
    if (!settings.equals(stored.settings) && !settings.equals(readOn(stored.settings))) {
      throw new IllegalStateException(
          "The stores were begun with other settings (stored: %s; now: %s): %s, or go back to the stored settings."
              .formatted(
                  String.join(", ", linesMissingFrom(stored.settings, settings)),
                  String.join(", ", linesMissingFrom(settings, stored.settings)),
                  START_ANEW));
    }
    return new Generation(
        settings, Math.min(oldestForm, stored.oldestForm), Math.max(newestForm, stored.newestForm));
  }

  private static String readOn(String settings) {
    String before = "\n" + STORES + ONE_MEMBER_AN_ENTRY;
    return settings.endsWith(before)
        ? settings.substring(0, settings.length() - before.length())
            + "\n"
            + STORES
            + STORES_VERSION
        : settings;
  }

  private static void requireReadable(Generation stored, StateForms forms) {
    IntStream.rangeClosed(stored.oldestForm, stored.newestForm)
        .filter(form -> !forms.readable().contains(form))
        .findFirst()
        .ifPresent(
            form -> {
              throw new IllegalStateException(
                  "The stores hold members' states that this version of the program cannot read on: %s. It reads %s: run the version that wrote them, or %s."
                      .formatted(
                          forms.whyNotRead(form),
                          forms.readable().stream()
                              .map(readable -> "form " + readable)
                              .collect(Collectors.joining(", ")),
                          START_ANEW));
            });
  }

  private static List<String> linesMissingFrom(String these, String those) {
    List<String> missing = new ArrayList<>(Arrays.asList(these.split("\n", -1)));
    missing.removeAll(Arrays.asList(those.split("\n", -1)));
    missing.replaceAll(line -> HASH.matcher(line).replaceAll("$1…"));
    return missing;
  }
}
