/** Preparing what the pipeline needs, and looking at it: brokers, topics, schemas. */
@NullMarked
package io.rfmstreams.service.setup;

import org.jspecify.annotations.NullMarked;
