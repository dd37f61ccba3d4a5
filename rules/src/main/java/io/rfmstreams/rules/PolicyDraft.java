package io.rfmstreams.rules;

import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.Map;

/**
 * A trigger policy as its author wrote it; all but its condition is final.
 *
 * @param when the condition on a member's move
 */
record PolicyDraft(
    Scalar name,
    Scalar when,
    Duration cooldown,
    Duration expiresAfter,
    int holdoutPermille,
    String salt,
    int priority,
    Map<String, String> offer) {}
