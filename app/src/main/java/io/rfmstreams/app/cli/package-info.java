/** What all commands share: exit codes, plain errors, where settings come from, a clean end, logs. */
@NullMarked
package io.rfmstreams.app.cli;

import org.jspecify.annotations.NullMarked;
