package io.rfmstreams.rules;

import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;

/**
 * A trigger policy as its author wrote it; all but its condition is final.
 *
 * @param when the condition on a member's move
 * @param firstMoves whether it is asked about a member's first move on an axis too
 * @param suppressAfterDays days by event type
 */
record PolicyDraft(
    Scalar name,
    Scalar when,
    boolean firstMoves,
    boolean consentRequired,
    SortedMap<String, Integer> suppressAfterDays,
    Duration cooldown,
    Duration expiresAfter,
    int holdoutPermille,
    String salt,
    int priority,
    Map<String, String> offer) {}
