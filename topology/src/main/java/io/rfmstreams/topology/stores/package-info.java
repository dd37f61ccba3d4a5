/** What a partition keeps: the stores, their definitions and stored forms. */
@NullMarked
package io.rfmstreams.topology.stores;

import org.jspecify.annotations.NullMarked;
