/** Rule sets as people write them, YAML and CEL, checked and turned into the engine's rule book. */
@NullMarked
package io.rfmstreams.rules;

import org.jspecify.annotations.NullMarked;
