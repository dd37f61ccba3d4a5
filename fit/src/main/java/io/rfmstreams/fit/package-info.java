/**
 * The parameters of the engine's survival models, estimated from a customer base's orders by maximum
 * likelihood. {@link io.rfmstreams.fit.CustomerSummaries.Collector} takes the orders, {@link
 * io.rfmstreams.fit.SurvivalFit} and {@link io.rfmstreams.fit.SpendingFit} fit.
 */
@NullMarked
package io.rfmstreams.fit;

import org.jspecify.annotations.NullMarked;
