/** The pipeline as a running service: started, ticked, watched and closed. */
@NullMarked
package io.rfmstreams.app.pipeline;

import org.jspecify.annotations.NullMarked;
