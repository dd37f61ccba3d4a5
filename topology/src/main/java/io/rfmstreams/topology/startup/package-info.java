/** What is looked at, and decided, before the pipeline starts. */
@NullMarked
package io.rfmstreams.topology.startup;

import org.jspecify.annotations.NullMarked;
