package io.rfmstreams.offline.columns;

import java.util.List;

/** Where one of our fields comes from in a row. */
sealed interface Source {

  /** The text; empty if the row has none. */
  String read(Row row);

  /** The columns it looks at. */
  List<Column> columns();

  /** A column as it is. */
  record OfColumn(Column column) implements Source {
    @Override
    public String read(Row row) {
      return row.text(column);
    }

    @Override
    public List<Column> columns() {
      return List.of(column);
    }
  }

  /** The first of several columns that is not empty. */
  record FirstOf(List<Column> columns) implements Source {
    @Override
    public String read(Row row) {
      for (Column column : columns) {
        if (!row.isEmpty(column)) {
          return row.text(column);
        }
      }
      return "";
    }
  }

  /** The same text in every row. */
  record Constant(String text) implements Source {
    @Override
    public String read(Row row) {
      return text;
    }

    @Override
    public List<Column> columns() {
      return List.of();
    }
  }

  /**
   * Text with columns in it. Empty if one of them is: an id with a hole in it would be the id of many.
   *
   * @param texts what stands before, between and after the columns; one more than these
   */
  record Template(List<String> texts, List<Column> columns) implements Source {
    @Override
    public String read(Row row) {
      StringBuilder text = new StringBuilder(texts.get(0));
      for (int i = 0; i < columns.size(); i++) {
        if (row.isEmpty(columns.get(i))) {
          return "";
        }
        text.append(row.text(columns.get(i))).append(texts.get(i + 1));
      }
      return text.toString();
    }
  }
}
