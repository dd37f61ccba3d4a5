/** Commands that look at and prepare what the pipeline needs: settings, topics, schemas. */
@NullMarked
package io.rfmstreams.app.setup;

import org.jspecify.annotations.NullMarked;
