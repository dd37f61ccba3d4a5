/** The persisted names of nodes and stores. */
@NullMarked
package io.rfmstreams.topology.names;

import org.jspecify.annotations.NullMarked;
