package io.rfmstreams.offline.events;

import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.offline.columns.EventColumn;
import io.rfmstreams.offline.csv.CsvRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The header of an events file: which column means what. Letter case and blanks around a name do not
 * matter, nor does letter case in an attribute that the engine knows: databases export names in capitals.
 *
 * @param columns one for each named column of the file, in its order
 * @param width how many columns there are with the nameless ones at the end, which hold nothing
 */
record EventsHeader(List<Column> columns, int width) {

  private static final int LONGEST_NAME_SHOWN = 60;

  /** A column; {@code attribute} is the name behind the prefix, empty for the other kinds. */
  record Column(EventColumn kind, String attribute) {}

  /**
   * Reads a header.
   *
   * @throws EventsFileException naming the column that is unknown, missing or there twice
   */
  static EventsHeader read(String source, CsvRecord header) {
    String where = "%s, line %d: ".formatted(source, header.line());
    List<String> names = header.fields().stream().map(String::strip).toList();
    int named = names.size();
    while (named > 0 && names.get(named - 1).isEmpty()) {
      named--;
    }
    List<Column> columns = new ArrayList<>();
    Set<Column> seen = new HashSet<>();
    for (int i = 0; i < named; i++) {
      String name = names.get(i);
      if (name.isEmpty()) {
        throw new EventsFileException(
            "%scolumn %d has no name, and columns with one follow; name it attr.NAME, or remove it"
                .formatted(where, i + 1));
      }
      Column column = column(where, name);
      if (!seen.add(column)) {
        throw new EventsFileException(where + "the column '%s' is there twice".formatted(name));
      }
      columns.add(column);
    }
    for (EventColumn kind : EventColumn.values()) {
      if (kind.isRequired() && columns.stream().noneMatch(column -> column.kind() == kind)) {
        throw new EventsFileException(
            "%sthe column '%s' is missing; %s".formatted(where, kind.label(), expected()));
      }
    }
    return new EventsHeader(List.copyOf(columns), names.size());
  }

  private static Column column(String where, String name) {
    Optional<String> attribute = EventColumn.attributeInAnyCase(name);
    if (attribute.isPresent()) {
      return new Column(EventColumn.ATTRIBUTE, EventCheck.wellKnown(attribute.get()));
    }
    Optional<EventColumn> known =
        EventColumn.single().filter(kind -> kind.label().equalsIgnoreCase(name)).findFirst();
    if (known.isPresent()) {
      return new Column(known.get(), "");
    }
    String shown =
        name.length() > LONGEST_NAME_SHOWN ? name.substring(0, LONGEST_NAME_SHOWN) + "…" : name;
    throw new EventsFileException(
        "%sthe column '%s' is unknown; %s".formatted(where, Rejection.visible(shown), expected()));
  }

  private static String expected() {
    List<String> labels = new ArrayList<>();
    for (EventColumn kind : EventColumn.values()) {
      labels.add(kind.isRequired() ? kind.label() : "[" + kind.label() + "]");
    }
    return "the header is %s\nAnother program's export is read as it is with --columns FILE; config/columns/ holds such files for shops to begin with."
        .formatted(String.join(",", labels));
  }
}
