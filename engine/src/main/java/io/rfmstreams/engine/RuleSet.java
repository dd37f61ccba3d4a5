package io.rfmstreams.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the deployment's data team decides: window, boundaries, axes and trigger policies, in one
 * version. Made by the rules room from a file; the engine only looks things up in it.
 *
 * @param name the rule set's name
 * @param version its number, 1 or more
 * @param window the days frequency and monetary look back over
 * @param scores the boundaries of the R, F and M scores
 * @param axes the axes in the order their transitions are numbered; at least one
 * @param survival how long members stay; null if the rule set has no model
 * @param policies the trigger policies, in the order they are asked
 * @param eventTypes event types beyond the well-known ones that this rule set accepts
 */
public record RuleSet(
    String name,
    int version,
    Window window,
    Scores scores,
    List<Axis> axes,
    @Nullable SurvivalRules survival,
    List<Policy> policies,
    Set<String> eventTypes) {

  public RuleSet {
    axes = List.copyOf(axes);
    policies = List.copyOf(policies);
    eventTypes = Set.copyOf(eventTypes);
    if (version < 1) {
      throw new IllegalArgumentException("rule set " + name + ": a version is 1 or more");
    }
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("rule set " + name + " has no axis");
    }
    if (axes.stream().map(Axis::name).distinct().count() != axes.size()) {
      throw new IllegalArgumentException("rule set " + name + " names an axis twice");
    }
    if (policies.stream().map(Policy::name).distinct().count() != policies.size()) {
      throw new IllegalArgumentException("rule set " + name + " names a policy twice");
    }
  }

  /** The churn detectors that its axes ask, each once, by name. */
  public List<Detector> detectors() {
    return axes.stream()
        .flatMap(axis -> axis.dimensions().stream())
        .flatMap(bands -> Stream.ofNullable(bands.figure().detector()))
        .distinct()
        .sorted(Comparator.comparing(Detector::name))
        .toList();
  }

  /**
   * A rule set under which all members are alike, for playing events where only the facts matter: these
   * do not depend on rules.
   *
   * @param eventTypes event types beyond the well-known ones that are accepted
   */
  public static RuleSet forFactsAlone(Set<String> eventTypes) {
    return new RuleSet(
        "facts",
        1,
        Window.UNLIMITED,
        Scores.byBoundaries(new long[0], new long[0], new long[0]),
        List.of(new Axis("everybody", List.of("member"), 0, List.of(), new int[] {0})),
        null,
        List.of(),
        eventTypes);
  }

  /** Index of the axis with this name, or −1. */
  int axisNumber(String axis) {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i).name().equals(axis)) {
        return i;
      }
    }
    return -1;
  }
}
