/** The Avro contracts of the topics and the serdes that speak to a schema registry. */
@NullMarked
package io.rfmstreams.schemas;

import org.jspecify.annotations.NullMarked;
