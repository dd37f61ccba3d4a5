package io.rfmstreams.offline.csv;

import java.util.List;

/**
 * One record of a CSV file.
 *
 * @param line the number of the line it begins on, from 1, the header included
 * @param lastLine the line it ends on; another one if a quoted field holds line breaks
 * @param fields its fields, without their quotes
 */
public record CsvRecord(long line, long lastLine, List<String> fields) {}
