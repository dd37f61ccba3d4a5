/** The engine alone over a file of events, without Kafka. */
@NullMarked
package io.rfmstreams.app.replay;

import org.jspecify.annotations.NullMarked;
