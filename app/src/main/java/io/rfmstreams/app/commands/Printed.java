package io.rfmstreams.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.List;

/** Results on a terminal: as JSON, or as a table without lines. */
final class Printed {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Printed() {}

  static void json(PrintWriter out, Object result) throws JsonProcessingException {
    out.println(JSON.writeValueAsString(result));
  }

  /** Rows of the same length; every column but the last is as wide as its widest cell. */
  static void table(PrintWriter out, List<List<String>> rows) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int here = column;
        int width = rows.stream().mapToInt(r -> r.get(here).length()).max().orElse(0);
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(width - cell.length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
