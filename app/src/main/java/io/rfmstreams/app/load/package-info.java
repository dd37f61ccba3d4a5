/** Playing a file of events into the journal, with the ticks that belong between its lines. */
@NullMarked
package io.rfmstreams.app.load;

import org.jspecify.annotations.NullMarked;
