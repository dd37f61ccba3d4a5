/** Slow, obvious batch computations that the tests hold every other result against. */
@NullMarked
package io.rfmstreams.oracle;

import org.jspecify.annotations.NullMarked;
