/** Parameters of the survival models from a file of events, and what they mean. */
@NullMarked
package io.rfmstreams.offline.fit;

import org.jspecify.annotations.NullMarked;
