/** Measurements of the engine and of the whole pipeline. */
@NullMarked
package io.rfmstreams.benchmarks;

import org.jspecify.annotations.NullMarked;
