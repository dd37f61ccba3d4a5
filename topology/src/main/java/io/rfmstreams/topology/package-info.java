/** The Kafka Streams application: steps, processors, stores and codecs around the engine. */
@NullMarked
package io.rfmstreams.topology;

import org.jspecify.annotations.NullMarked;
