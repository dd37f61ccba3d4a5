package io.rfmstreams.offline.columns;

import java.util.List;
import java.util.Map;

/** A row of the export, read by the names of its columns. */
final class Row {
  private final Map<String, Integer> places;
  private final List<String> fields;

  /**
   * @param places the index of each column that a mapping names and the export has
   */
  Row(Map<String, Integer> places, List<String> fields) {
    this.places = places;
    this.fields = fields;
  }

  /** What stands in a column; empty if the export lacks it, which only optional ones may be. */
  String text(Column column) {
    Integer place = places.get(column.name());
    return place == null ? "" : fields.get(place);
  }

  boolean isEmpty(Column column) {
    return text(column).isBlank();
  }
}
