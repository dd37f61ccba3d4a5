/** The pipeline as a running service: started, ticked, watched and closed. */
@NullMarked
package io.rfmstreams.service.pipeline;

import org.jspecify.annotations.NullMarked;
