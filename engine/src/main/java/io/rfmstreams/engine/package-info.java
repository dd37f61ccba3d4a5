/** What a member's events mean: figures, scores, segments, deadlines and triggers, in plain Java. */
@NullMarked
package io.rfmstreams.engine;

import org.jspecify.annotations.NullMarked;
