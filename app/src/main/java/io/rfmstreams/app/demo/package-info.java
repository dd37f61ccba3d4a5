/** The whole product in one process, on a real data set. */
@NullMarked
package io.rfmstreams.app.demo;

import org.jspecify.annotations.NullMarked;
