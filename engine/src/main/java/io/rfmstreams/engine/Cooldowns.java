package io.rfmstreams.engine;

import java.util.Arrays;

/**
 * When each policy last made the member a candidate. Immutable.
 *
 * @param policies policy numbers of the rule book, ascending
 * @param lastAt each one's last candidate's effective instant, in milliseconds
 */
record Cooldowns(int[] policies, long[] lastAt) {

  static final Cooldowns NONE = new Cooldowns(new int[0], new long[0]);

  /** Whether the policy must stay silent at {@code at}. */
  boolean holdBack(int policy, long at, long cooldownMillis) {
    int index = Arrays.binarySearch(policies, policy);
    return index >= 0 && at < lastAt[index] + cooldownMillis;
  }

  Cooldowns with(int policy, long at) {
    int found = Arrays.binarySearch(policies, policy);
    if (found >= 0) {
      long[] next = lastAt.clone();
      next[found] = at;
      return new Cooldowns(policies, next);
    }
    int index = -found - 1;
    int[] nextPolicies = Arrays.copyOf(policies, policies.length + 1);
    long[] nextLastAt = Arrays.copyOf(lastAt, lastAt.length + 1);
    System.arraycopy(policies, index, nextPolicies, index + 1, policies.length - index);
    System.arraycopy(lastAt, index, nextLastAt, index + 1, lastAt.length - index);
    nextPolicies[index] = policy;
    nextLastAt[index] = at;
    return new Cooldowns(nextPolicies, nextLastAt);
  }
}
