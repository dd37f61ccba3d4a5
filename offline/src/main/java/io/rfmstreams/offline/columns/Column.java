package io.rfmstreams.offline.columns;

import io.rfmstreams.rules.yaml.Position;

/**
 * A column of the export, as a mapping names it.
 *
 * @param at where the mapping names it
 */
record Column(String name, Position at) {}
