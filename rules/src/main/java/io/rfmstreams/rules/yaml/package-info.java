/** YAML files that people write, read with line and column, and what is wrong with them. */
@NullMarked
package io.rfmstreams.rules.yaml;

import org.jspecify.annotations.NullMarked;
