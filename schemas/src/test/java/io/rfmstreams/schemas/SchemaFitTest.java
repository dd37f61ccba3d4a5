package io.rfmstreams.schemas;

import static io.rfmstreams.schemas.TopicContract.Compatibility.BACKWARD_TRANSITIVE;
import static io.rfmstreams.schemas.TopicContract.Compatibility.FULL_TRANSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaFitTest {

  private static final Schema EARLIER = order("\"long\"", "");

  @Test
  void aFieldWithADefault_fitsBothWays() {
    Schema next = order("\"long\"", ", {'name': 'note', 'type': 'string', 'default': ''}");

    assertThat(SchemaFit.problems(next, EARLIER, FULL_TRANSITIVE)).isEmpty();
  }

  @Test
  void aFieldWithoutADefault_isNamed_andBreaksOnlyWhatIsReadHere() {
    Schema next = order("\"long\"", ", {'name': 'note', 'type': 'string'}");

    assertThat(SchemaFit.problems(next, EARLIER, BACKWARD_TRANSITIVE))
        .containsExactly(
            "what was written with it cannot be read: `note` has no default, and it did not have");
    assertThat(SchemaFit.problems(EARLIER, next, BACKWARD_TRANSITIVE)).isEmpty();
    assertThat(SchemaFit.problems(EARLIER, next, FULL_TRANSITIVE))
        .containsExactly(
            "its readers cannot read what is written now: `note` has no default, and is gone now");
  }

  @Test
  void aChangedType_isNamedWhereverItLies() {
    String[] inner = {
      "{'type': 'record', 'name': 'In', 'fields': [{'name': 'x', 'type': %s}]}",
      "['null', {'type': 'record', 'name': 'In', 'fields': [{'name': 'x', 'type': %s}]}]",
      "{'type': 'array', 'items': {'type': 'record', 'name': 'In', 'fields': [{'name': 'x', 'type': %s}]}}",
      "{'type': 'map', 'values': {'type': 'record', 'name': 'In', 'fields': [{'name': 'x', 'type': %s}]}}",
    };
    for (String type : inner) {
      Schema earlier = order(type.formatted("'long'"), "");
      Schema next = order(type.formatted("'string'"), "");

      assertThat(SchemaFit.problems(next, earlier, BACKWARD_TRANSITIVE))
          .as(type)
          .anyMatch(problem -> problem.contains("`amount") && problem.contains("has another type"));
    }
  }

  @Test
  void anotherRecord_isNamed() {
    Schema other =
        new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"Other\",\"fields\":[]}");

    assertThat(SchemaFit.problems(other, EARLIER, BACKWARD_TRANSITIVE))
        .singleElement()
        .asString()
        .contains("the record Other has another type or name");
  }

  private static Schema order(String amountType, String moreFields) {
    return new Schema.Parser()
        .parse(
            ("{'type': 'record', 'name': 'Order', 'fields': [{'name': 'amount', 'type': "
                    + amountType
                    + "}"
                    + moreFields
                    + "]}")
                .replace('\'', '"'));
  }
}
