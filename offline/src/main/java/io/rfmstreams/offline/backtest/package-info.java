/** How well churn detectors would have foretold silence, held against what happened. */
@NullMarked
package io.rfmstreams.offline.backtest;

import org.jspecify.annotations.NullMarked;
