package io.rfmstreams.engine;

import org.jspecify.annotations.Nullable;

/**
 * Finds where a member stands, from where it was last found to stand if the facts and the rules are
 * the same: then only days have passed, and detectors need not search the history again.
 */
final class Standings {
  private final RuleBook rules;
  private @Nullable Standing last;

  Standings(RuleBook rules) {
    this.rules = rules;
  }

  /** Where a history puts the member on a day, under the version that holds then. */
  Standing on(int day, History history) {
    return under(rules.versionOn(day), day, history);
  }

  /** Where a history puts the member on a day under a version, by its number. */
  Standing under(int version, int day, History history) {
    Ruler ruler = rules.ruler(version);
    Standing known = last;
    Standing found =
        known != null && known.ruler() == ruler && known.history() == history
            ? ruler.onDay(known, day)
            : ruler.standing(history, day);
    last = found;
    return found;
  }
}
