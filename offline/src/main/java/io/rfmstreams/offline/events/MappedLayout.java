package io.rfmstreams.offline.events;

import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.columns.ColumnMapping;
import io.rfmstreams.offline.columns.EarlierTotals;
import io.rfmstreams.offline.columns.RefusedRowException;
import io.rfmstreams.offline.columns.RowEvents;
import io.rfmstreams.offline.csv.CsvRecord;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an export, as a mapping says, with earlier exports of the same columns beside it.
 *
 * @param earlier oldest first
 * @param assumed the zone of times without an offset, before the mapping's own; null for that
 */
public record MappedLayout(ColumnMapping mapping, List<Path> earlier, @Nullable AssumedZone assumed)
    implements FileLayout {

  @Override
  public char separator() {
    return mapping.separator();
  }

  @Override
  public String adviceOnSeparator(char other) {
    return adviceOnSeparator(mapping, other);
  }

  private static String adviceOnSeparator(ColumnMapping mapping, char other) {
    return "write `separator: %s` into %s"
        .formatted(other == '\t' ? "tab" : "\"" + other + "\"", mapping.source());
  }

  @Override
  public List<Path> alsoRead() {
    return Stream.concat(Stream.of(Path.of(mapping.source())), earlier.stream()).toList();
  }

  @Override
  public RowReader rows(String source, CsvRecord header, EventReading events) {
    return new MappedRow(bind(source, header, totals(events.rules())), inZone(events));
  }

  private EventReading inZone(EventReading events) {
    ZoneId zone = mapping.zone().orElse(null);
    return assumed != null || zone == null
        ? events
        : new EventReading(events.rules(), new AssumedZone(zone));
  }

  private RowEvents bind(String source, CsvRecord header, EarlierTotals totals) {
    return mapping.bind(source, header.fields(), assumed == null ? null : assumed.zone(), totals);
  }

  /** What earlier exports told; a row that was refused when they were read themselves told nothing. */
  private EarlierTotals totals(RuleBook rules) {
    EarlierTotals totals = new EarlierTotals();
    for (Path file : earlier) {
      List<EventLine.Reject> unread = new ArrayList<>();
      new EventsFile(file.toString(), new Learning(totals), assumed)
          .read(
              rules,
              line -> {
                if (line instanceof EventLine.Reject reject && reject.toEnd()) {
                  unread.add(reject);
                }
              });
      for (EventLine.Reject reject : unread) {
        throw new EventsFileException(
            "%s, line %d: %s".formatted(file, reject.number(), reject.rejection().detail()));
      }
    }
    return totals;
  }

  /** Reads an earlier export for its totals alone. */
  private final class Learning implements FileLayout {
    private final EarlierTotals totals;

    Learning(EarlierTotals totals) {
      this.totals = totals;
    }

    @Override
    public char separator() {
      return mapping.separator();
    }

    @Override
    public String adviceOnSeparator(char other) {
      return MappedLayout.adviceOnSeparator(mapping, other);
    }

    @Override
    public RowReader rows(String source, CsvRecord header, EventReading events) {
      RowEvents rows = bind(source, header, new EarlierTotals());
      RowReader row = new MappedRow(rows, inZone(events));
      return (record, sink) -> {
        List<EventLine> told = new ArrayList<>();
        row.read(record, told::add);
        if (told.stream().anyMatch(EventLine.Reject.class::isInstance)) {
          return;
        }
        try {
          rows.learn(record.fields(), totals);
        } catch (RefusedRowException impossible) {
          throw new IllegalStateException("the row was taken", impossible);
        }
      };
    }
  }
}
