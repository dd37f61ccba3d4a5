/** Columns of one's own: what turns the rows of a shop's export into rows of events. */
@NullMarked
package io.rfmstreams.offline.columns;

import org.jspecify.annotations.NullMarked;
