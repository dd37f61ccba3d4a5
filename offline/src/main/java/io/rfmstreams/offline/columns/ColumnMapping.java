package io.rfmstreams.offline.columns;

import io.rfmstreams.rules.yaml.NearestWord;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.YamlReader;
import io.rfmstreams.rules.yaml.YamlText;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of an export mean, as people write it down: how each of its rows becomes events, none,
 * one or several.
 *
 * <p>The grammar is in {@code config/columns}: {@code orders-table.yaml} explains it. There are no expressions: whatever a mapping does can be seen in it.
 */
public final class ColumnMapping {
  private static final String A_MAPPING = "a mapping of columns";
  private static final List<String> NEEDED =
      EventColumn.single()
          .filter(
              column ->
                  column.isRequired()
                      || column == EventColumn.AMOUNT
                      || column == EventColumn.CURRENCY)
          .map(EventColumn::label)
          .toList();

  private final String source;
  private final Content content;

  /**
   * What a mapping says.
   *
   * @param zone of times without an offset; null if it says none
   * @param times how times are written; if empty as in an events file
   * @param when what must hold for a row to tell anything
   */
  record Content(
      char separator,
      @Nullable ZoneId zone,
      List<TimeForm> times,
      AmountForm amounts,
      Set<String> optionalColumns,
      List<Condition> when,
      List<EventForm> events) {

    /** All columns that are named anywhere, some more than once. */
    List<Column> columns() {
      List<Column> columns = new ArrayList<>();
      when.forEach(condition -> columns.add(condition.column()));
      for (EventForm event : events) {
        event.when().forEach(condition -> columns.add(condition.column()));
        event.fields().values().forEach(field -> columns.addAll(field.source().columns()));
      }
      return columns;
    }
  }

  private ColumnMapping(String source, Content content) {
    this.source = source;
    this.content = content;
  }

  /**
   * Reads a mapping, in UTF-8.
   *
   * @throws ColumnMappingException with everything that is wrong with it, also if it cannot be read
   */
  public static ColumnMapping read(Path file) {
    Problems problems = new Problems(file.toString());
    String text =
        YamlText.read(file, A_MAPPING, problems)
            .orElseThrow(() -> new ColumnMappingException(problems.errors()));
    return parse(file.toString(), text);
  }

  /**
   * Parses the text of a mapping.
   *
   * @param source what to call it in problems, for instance the file's name
   * @throws ColumnMappingException with everything that is wrong with it
   */
  public static ColumnMapping parse(String source, String text) {
    Problems problems = new Problems(source);
    Content content =
        YamlText.checked(text, A_MAPPING, problems)
            .flatMap(checked -> YamlReader.read(checked, A_MAPPING, problems))
            .flatMap(root -> new MappingReader(problems).read(root))
            .orElseThrow(() -> new ColumnMappingException(problems.errors()));
    return new ColumnMapping(source, content);
  }

  /** What it was called when it was read. */
  public String source() {
    return source;
  }

  /** What stands between the fields of the export. */
  public char separator() {
    return content.separator();
  }

  /** The zone of times without an offset, if the mapping says one. */
  public Optional<ZoneId> zone() {
    return Optional.ofNullable(content.zone());
  }

  /** Whether an event's amount is the sum so far, so that earlier exports are of use. */
  public boolean hasCumulativeAmounts() {
    return content.events().stream().anyMatch(EventForm::cumulative);
  }

  /**
   * Binds the mapping to an export.
   *
   * @param export what to call the export to people
   * @param header its columns
   * @param assumedZone the zone of times without an offset, before the mapping's own; null for that
   * @param earlier what earlier exports told; empty if there are none
   * @throws ColumnMappingException if the export lacks a column that the mapping names, or a zone is
   *     needed and not said
   */
  public RowEvents bind(
      String export, List<String> header, @Nullable ZoneId assumedZone, EarlierTotals earlier) {
    ZoneId zone = assumedZone == null ? content.zone() : assumedZone;
    for (TimeForm form : content.times()) {
      if (zone == null && !form.hasOffset()) {
        throw new ColumnMappingException(
            "%s: times written as %s have no offset, and no zone is said; add `zone: Europe/London`, or where the shop is, or give --assume-zone"
                .formatted(source, form.pattern()));
      }
    }
    return new RowEvents(content, places(export, header), header.size(), zone, earlier);
  }

  private Map<String, Integer> places(String export, List<String> header) {
    Map<String, List<Integer>> exact = new HashMap<>();
    Map<String, List<Integer>> alike = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      exact.computeIfAbsent(header.get(i), name -> new ArrayList<>()).add(i);
      alike.computeIfAbsent(Field.key(header.get(i)), name -> new ArrayList<>()).add(i);
    }
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Column column : content.columns()) {
      List<Integer> found = exact.get(column.name());
      if (found == null) {
        found = alike.getOrDefault(Field.key(column.name()), List.of());
      }
      if (found.size() > 1) {
        throw new ColumnMappingException(
            "%s: the column '%s', which %s names, is there %d times"
                .formatted(export, column.name(), place(column), found.size()));
      }
      if (!found.isEmpty()) {
        places.put(column.name(), found.get(0));
      } else if (!content.optionalColumns().contains(column.name())) {
        throw lacking(export, header, column);
      }
    }
    content.events().forEach(event -> requireSources(export, event, places));
    return places;
  }

  /** A field may come from one of several optional columns; all of them missing is no export of ours. */
  private void requireSources(String export, EventForm event, Map<String, Integer> places) {
    event
        .fields()
        .forEach(
            (name, field) -> {
              List<Column> columns = field.source().columns();
              if (NEEDED.contains(name)
                  && !columns.isEmpty()
                  && columns.stream().noneMatch(column -> places.containsKey(column.name()))) {
                throw new ColumnMappingException(
                    "%s: it has none of the columns that %s takes for %s: %s"
                        .formatted(
                            export,
                            source,
                            name,
                            String.join(", ", columns.stream().map(Column::name).toList())));
              }
            });
  }

  private ColumnMappingException lacking(String export, List<String> header, Column column) {
    return new ColumnMappingException(
        "%s: there is no column '%s', which %s names%s; its columns are %s"
            .formatted(
                export,
                column.name(),
                place(column),
                NearestWord.to(column.name(), header)
                    .map(word -> "; did you mean '" + word + "'?")
                    .orElse(""),
                shown(header)));
  }

  /** All columns of the header, as long as they can be read at a glance or two. */
  private static String shown(List<String> header) {
    String all = String.join(", ", header);
    return all.length() <= 2000 ? all : all.substring(0, 2000) + "…";
  }

  private String place(Column column) {
    return "%s:%d:%d".formatted(source, column.at().line(), column.at().column());
  }
}
