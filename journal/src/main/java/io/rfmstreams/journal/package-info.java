/** The journal and the outputs as records: their forms, control records, where a key belongs, writing and reading them. */
@NullMarked
package io.rfmstreams.journal;

import org.jspecify.annotations.NullMarked;
