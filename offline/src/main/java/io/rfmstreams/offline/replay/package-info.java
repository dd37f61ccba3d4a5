/** The engine alone over a file of events, without Kafka. */
@NullMarked
package io.rfmstreams.offline.replay;

import org.jspecify.annotations.NullMarked;
