package io.rfmstreams.offline.columns;

import io.rfmstreams.rules.yaml.Position;
import java.util.List;
import java.util.Map;

/**
 * One of the events that a row may tell.
 *
 * @param at where the mapping says so
 * @param fields how the row gives our fields, by their names as in an events file
 * @param when what must hold, in this order
 * @param cumulative whether its amount is the sum so far, which grows from export to export
 */
record EventForm(
    Position at, Map<String, Field> fields, List<Condition> when, boolean cumulative) {}
