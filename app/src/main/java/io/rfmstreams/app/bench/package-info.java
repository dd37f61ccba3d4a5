/** Measuring the pipeline on the machine at hand, as ratios within one run. */
@NullMarked
package io.rfmstreams.app.bench;

import org.jspecify.annotations.NullMarked;
