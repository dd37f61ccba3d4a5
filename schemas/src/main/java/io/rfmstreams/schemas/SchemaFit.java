package io.rfmstreams.schemas;

import io.rfmstreams.schemas.TopicContract.Compatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Why a schema does not fit an earlier one, by Avro's own rules of resolution and in words that name
 * the field.
 */
final class SchemaFit {

  private SchemaFit() {}

  /** The problems, one a field; none if the schema fits. */
  static List<String> problems(Schema next, Schema earlier, Compatibility compatibility) {
    List<String> problems = new ArrayList<>();
    for (Incompatibility problem : unreadable(next, earlier)) {
      problems.add(
          "what was written with it cannot be read: %s %s"
              .formatted(field(next, problem.getLocation()), reason(problem, "it did not have")));
    }
    if (compatibility == Compatibility.FULL_TRANSITIVE) {
      for (Incompatibility problem : unreadable(earlier, next)) {
        problems.add(
            "its readers cannot read what is written now: %s %s"
                .formatted(field(earlier, problem.getLocation()), reason(problem, "is gone now")));
      }
    }
    return problems;
  }

  private static List<Incompatibility> unreadable(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities();
  }

  private static String reason(Incompatibility problem, String missing) {
    return switch (problem.getType()) {
      case READER_FIELD_MISSING_DEFAULT_VALUE -> "has no default, and " + missing;
      case MISSING_ENUM_SYMBOLS -> "does not know the symbols " + problem.getMessage();
      default -> "has another type or name (" + problem.getMessage() + ")";
    };
  }

  /** The field that a JSON pointer into the schema leads to, as in {@code `figures.recencyDays`}. */
  private static String field(Schema schema, String pointer) {
    StringJoiner names = new StringJoiner(".");
    Schema at = schema;
    String[] steps = pointer.split("/");
    for (int i = 1; i < steps.length; i++) {
      String step = steps[i];
      if (step.equals("fields")) {
        Schema.Field field = at.getFields().get(Integer.parseInt(steps[++i]));
        names.add(field.name());
        at = field.schema();
      } else if (step.equals("items")) {
        at = at.getElementType();
      } else if (step.equals("values")) {
        at = at.getValueType();
      } else if (at.isUnion() && step.matches("[0-9]+")) {
        at = at.getTypes().get(Integer.parseInt(step));
      }
    }
    return names.length() == 0 ? "the record " + schema.getName() : "`" + names + "`";
  }
}
