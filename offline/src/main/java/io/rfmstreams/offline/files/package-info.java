/** Files that appear whole or not at all, temporary ones, and sorting what does not fit into memory. */
@NullMarked
package io.rfmstreams.offline.files;

import org.jspecify.annotations.NullMarked;
