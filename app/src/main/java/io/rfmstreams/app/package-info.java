/** The command line and everything that runs the product: settings, broker, registry and HTTP. */
@NullMarked
package io.rfmstreams.app;

import org.jspecify.annotations.NullMarked;
