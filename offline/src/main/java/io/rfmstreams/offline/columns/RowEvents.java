package io.rfmstreams.offline.columns;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping bound to an export: makes events of its rows. */
public final class RowEvents {
  private static final String EVENT_ID = EventColumn.EVENT_ID.label();
  private static final String OCCURRED_AT = EventColumn.OCCURRED_AT.label();
  private static final String AMOUNT = EventColumn.AMOUNT.label();

  private final ColumnMapping.Content mapping;
  private final Map<String, Integer> places;
  private final int width;
  private final @Nullable ZoneId zone;
  private final EarlierTotals earlier;

  /**
   * @param places the index of each column that the mapping names and the export has
   * @param width how many columns the export has
   */
  RowEvents(
      ColumnMapping.Content mapping,
      Map<String, Integer> places,
      int width,
      @Nullable ZoneId zone,
      EarlierTotals earlier) {
    this.mapping = mapping;
    this.places = places;
    this.width = width;
    this.zone = zone;
    this.earlier = earlier;
  }

  /**
   * The events that a row tells.
   *
   * @param fields the row's fields, in the header's order
   * @return for each event its fields that are not empty, by their names as in an events file, and in its
   *     forms; times without an offset are of the zone the mapping is bound with
   * @throws RefusedRowException if nothing of the row can be taken
   */
  public List<Map<String, String>> events(List<String> fields) throws RefusedRowException {
    List<Map<String, String>> events = new ArrayList<>();
    for (Told told : told(fields)) {
      if (told.form().cumulative()) {
        addSteps(told, events);
      } else {
        events.add(told.event());
      }
    }
    return events;
  }

  /**
   * Learns from a row of an earlier export what its amounts had come to by then.
   *
   * @throws RefusedRowException if nothing of the row could be taken
   */
  public void learn(List<String> fields, EarlierTotals totals) throws RefusedRowException {
    for (Told told : told(fields)) {
      Map<String, String> event = told.event();
      if (told.form().cumulative() && event.containsKey(EVENT_ID) && event.containsKey(AMOUNT)) {
        totals.learn(
            event.getOrDefault(EVENT_ID, ""),
            new BigDecimal(event.getOrDefault(AMOUNT, "")),
            event.getOrDefault(OCCURRED_AT, ""));
      }
    }
  }

  /** An event as the row has it, the amount of a cumulative one being the sum so far. */
  private record Told(EventForm form, Map<String, String> event) {}

  private List<Told> told(List<String> fields) throws RefusedRowException {
    Row row = row(fields);
    List<Told> told = new ArrayList<>();
    if (holds(mapping.when(), row)) {
      for (EventForm form : mapping.events()) {
        Map<String, String> event = holds(form.when(), row) ? event(form, row) : null;
        if (event != null) {
          told.add(new Told(form, event));
        }
      }
    }
    return told;
  }

  private Row row(List<String> fields) throws RefusedRowException {
    if (fields.size() != width) {
      throw new RefusedRowException(
          Reason.MALFORMED,
          "the record has %d fields, the header %d".formatted(fields.size(), width));
    }
    return new Row(places, fields);
  }

  private boolean holds(List<Condition> conditions, Row row) throws RefusedRowException {
    for (Condition condition : conditions) {
      if (!condition.holds(row, mapping.amounts())) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Map<String, String> event(EventForm form, Row row) throws RefusedRowException {
    Map<String, String> event = new LinkedHashMap<>();
    for (Map.Entry<String, Field> entry : form.fields().entrySet()) {
      String name = entry.getKey();
      String text = entry.getValue().read(name, row);
      if (text == null) {
        return null;
      }
      if (!text.isBlank()) {
        event.put(name, form(name, text, entry.getValue()));
      }
    }
    return event;
  }

  /** The text as an events file has it. */
  private String form(String name, String text, Field field) throws RefusedRowException {
    if (name.equals(AMOUNT)) {
      return mapping.amounts().read(text, columns(name, field)).toPlainString();
    }
    return name.equals(OCCURRED_AT) && !mapping.times().isEmpty() ? time(text, name, field) : text;
  }

  private String time(String text, String name, Field field) throws RefusedRowException {
    Set<String> read = new LinkedHashSet<>();
    for (TimeForm form : mapping.times()) {
      form.read(text.strip(), zone).ifPresent(read::add);
    }
    if (read.size() == 1) {
      return read.iterator().next();
    }
    String columns = columns(name, field);
    throw new RefusedRowException(
        Reason.WRONG_TIME,
        read.isEmpty()
            ? "%s is %s, expected a time written as %s"
                .formatted(
                    columns,
                    Rejection.quoted(text),
                    String.join(
                        " or as ", mapping.times().stream().map(TimeForm::pattern).toList()))
            : "%s is %s, which may be %s"
                .formatted(columns, Rejection.quoted(text), String.join(" or ", read)));
  }

  private static String columns(String name, Field field) {
    List<String> columns = field.source().columns().stream().map(Column::name).toList();
    return columns.isEmpty() ? name : String.join(" or ", columns);
  }

  private void addSteps(Told told, List<Map<String, String>> to) throws RefusedRowException {
    Map<String, String> event = told.event();
    String amount = event.get(AMOUNT);
    if (amount == null) {
      return;
    }
    String id = event.getOrDefault(EVENT_ID, "");
    BigDecimal total = new BigDecimal(amount);
    String column = columns(AMOUNT, Objects.requireNonNull(told.form().fields().get(AMOUNT)));
    if (total.signum() < 0) {
      throw new RefusedRowException(
          Reason.WRONG_AMOUNT,
          "%s is %s, expected what was given back so far, without a sign"
              .formatted(column, Rejection.quoted(amount)));
    }
    List<EarlierTotals.Step> steps =
        earlier.steps(id, total, event.getOrDefault(OCCURRED_AT, ""), column);
    BigDecimal before = BigDecimal.ZERO;
    for (int i = 0; i < steps.size(); i++) {
      EarlierTotals.Step step = steps.get(i);
      Map<String, String> more = new LinkedHashMap<>(event);
      if (!id.isEmpty()) {
        more.put(EVENT_ID, EarlierTotals.idOfStep(id, steps, i));
      }
      if (!step.occurredAt().isEmpty()) {
        more.put(OCCURRED_AT, step.occurredAt());
      }
      more.put(AMOUNT, step.total().subtract(before).toPlainString());
      to.add(more);
      before = step.total();
    }
  }
}
