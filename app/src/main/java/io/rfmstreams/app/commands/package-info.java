/** The commands of the terminal, each a thin layer over what does the work. */
@NullMarked
package io.rfmstreams.app.commands;

import org.jspecify.annotations.NullMarked;
