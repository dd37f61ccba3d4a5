/** What everything without Kafka shares: how it says that it was used wrongly. */
@NullMarked
package io.rfmstreams.offline;

import org.jspecify.annotations.NullMarked;
