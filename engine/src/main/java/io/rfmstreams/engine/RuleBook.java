package io.rfmstreams.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The timeline of rule versions of a deployment: which rule set holds on which day.
 *
 * <p>Versions are numbered by their place in the order of publication, which only ever grows, so a
 * stored state can refer to the version it was last published under by that number. From its
 * effective day on a version replaces the one before; of several with one effective day the last
 * published holds. Before the earliest effective day that version holds, so that every day has one.
 */
public final class RuleBook {

  /**
   * A rule set and the day from which it holds.
   *
   * @param rules the rule set
   * @param effectiveFrom the first day it holds, in the deployment's zone
   */
  public record Version(RuleSet rules, LocalDate effectiveFrom) {}

  private static final Comparator<Version> BY_EFFECTIVE_DAY =
      Comparator.comparing(Version::effectiveFrom);

  private final Deployment deployment;
  private final ZoneCalendar calendar;
  private final List<Version> published;
  private final List<Ruler> rulers;
  private final int first;

  /** The days on which another version begins to hold, ascending; before them {@link #first} does. */
  private final int[] activations;

  /** The version that each of these days brings. */
  private final int[] activated;

  private final List<String> policyNames;
  private final List<String> suppressingTypes;
  private final Set<String> eventTypes;

  /**
   * @param deployment the settings every version must fit
   * @param published the versions in the order of their publication, at least one
   * @throws IllegalArgumentException if there is no version, or one looks back over a longer window
   *     than the deployment keeps
   */
  public RuleBook(Deployment deployment, List<Version> published) {
    if (published.isEmpty()) {
      throw new IllegalArgumentException("a rule book needs at least one rule set");
    }
    this.deployment = deployment;
    this.calendar = new ZoneCalendar(deployment.zone());
    this.published = List.copyOf(published);
    this.rulers = new ArrayList<>();
    for (Version version : published) {
      requireFits(version.rules(), deployment);
      rulers.add(new Ruler(version.rules(), calendar));
    }
    this.first = published.indexOf(Collections.min(published, BY_EFFECTIVE_DAY));
    SortedMap<Integer, Integer> lastOfDay = new TreeMap<>();
    for (int i = 0; i < published.size(); i++) {
      lastOfDay.put((int) published.get(i).effectiveFrom().toEpochDay(), i);
    }
    lastOfDay.values().remove(first);
    this.activations = lastOfDay.keySet().stream().mapToInt(Integer::intValue).toArray();
    this.activated = lastOfDay.values().stream().mapToInt(Integer::intValue).toArray();
    this.policyNames =
        published.stream()
            .flatMap(version -> version.rules().policies().stream())
            .map(Policy::name)
            .distinct()
            .toList();
    this.suppressingTypes =
        published.stream()
            .flatMap(version -> version.rules().policies().stream())
            .flatMap(policy -> policy.suppressAfterDays().keySet().stream())
            .distinct()
            .toList();
    this.eventTypes =
        Stream.concat(
                MemberEvent.WELL_KNOWN_TYPES.stream(),
                published.stream().flatMap(version -> version.rules().eventTypes().stream()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The rule book of a single rule set that holds on every day. */
  public static RuleBook of(Deployment deployment, RuleSet rules) {
    return new RuleBook(deployment, List.of(new Version(rules, LocalDate.EPOCH)));
  }

  public Deployment deployment() {
    return deployment;
  }

  /** The deployment's days. */
  public ZoneCalendar calendar() {
    return calendar;
  }

  /** The versions in the order of their publication. */
  public List<Version> versions() {
    return published;
  }

  /** Number of the version that also holds on all days before its own. */
  int firstVersion() {
    return first;
  }

  /**
   * What the book decides, as 64 hexadecimal digits: equal for books that decide alike, however their
   * files are written, in every run and on every machine. It is persisted.
   */
  public String fingerprint() {
    return RuleFingerprint.of(this);
  }

  /** The rule set that holds on a day of the deployment's zone. */
  public RuleSet on(LocalDate day) {
    return published.get(versionOn((int) day.toEpochDay())).rules();
  }

  /** Why an event that passed {@link EventCheck} can be of no use to any version; empty if it can. */
  public Optional<Rejection> check(MemberEvent event) {
    return eventTypes.contains(event.type())
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                Rejection.Reason.UNKNOWN_TYPE,
                "no rule set knows events of type " + Rejection.quoted(event.type())));
  }

  /** Number of the version that holds on {@code day}. */
  int versionOn(int day) {
    int holding = first;
    for (int i = 0; i < activations.length && activations[i] <= day; i++) {
      holding = activated[i];
    }
    return holding;
  }

  /** The first day after {@code day} on which another version begins to hold; never if there is none. */
  int nextActivationAfter(int day) {
    for (int activation : activations) {
      if (activation > day) {
        return activation;
      }
    }
    return ZoneCalendar.NEVER;
  }

  /** What evaluates members under version number {@code version}. */
  Ruler ruler(int version) {
    return rulers.get(version);
  }

  /** Stable number of a policy's name over all versions. */
  int policyNumber(String name) {
    return policyNames.indexOf(name);
  }

  /** Stable number of an event type that some policy of some version waits after; −1 for others. */
  int suppressingTypeNumber(String type) {
    return suppressingTypes.indexOf(type);
  }

  private static void requireFits(RuleSet rules, Deployment deployment) {
    int longest = deployment.longestWindowDays();
    if (!rules.window().isUnlimited() && rules.window().days() > longest) {
      throw new IllegalArgumentException(
          "rule set %s version %d looks back over %s, the deployment keeps day sums for %d days"
              .formatted(rules.name(), rules.version(), rules.window(), longest));
    }
    for (Axis axis : rules.axes()) {
      for (Bands bands : axis.dimensions()) {
        if (bands.figure().kind() == Figure.Kind.DAYS_SINCE_RETURN
            && bands.lowest(bands.count() - 1) > longest) {
          throw new IllegalArgumentException(
              "rule set %s version %d, axis %s: days since a return are known for %d days, not %d"
                  .formatted(
                      rules.name(),
                      rules.version(),
                      axis.name(),
                      longest,
                      bands.lowest(bands.count() - 1)));
        }
      }
    }
  }
}
