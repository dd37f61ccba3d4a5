package io.rfmstreams.engine;

/**
 * The rule versions one partition knows of: asked for whenever something is decided, never kept.
 *
 * <p>A version is part of a partition's past from the record on that brings it, so what was decided
 * before did not know of it, and what is decided after does. Versions are only ever added ({@link
 * RuleBook} numbers them by that order), and a member decided before is asked anew when it is due ({@link
 * Lifecycle#due}).
 */
@FunctionalInterface
public interface Timeline {

  /** What is known by the record that is being read. */
  RuleBook soFar();

  /** The timeline of a journal that brings no versions: the same throughout. */
  static Timeline of(RuleBook rules) {
    return () -> rules;
  }
}
