/** A real Kafka broker and a schema registry inside this process, for the demonstration and the tests. */
@NullMarked
package io.rfmstreams.app.embedded;

import org.jspecify.annotations.NullMarked;
