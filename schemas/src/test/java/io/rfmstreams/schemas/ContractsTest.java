package io.rfmstreams.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contracts promise whoever builds on them. */
class ContractsTest {
  private static final Topics TOPICS = Topics.withPrefix("rfm.");

  static List<TopicContract> withSchema() {
    return TOPICS.all().stream().filter(topic -> topic.subject().isPresent()).toList();
  }

  @ParameterizedTest
  @MethodSource("withSchema")
  void everyNullableFieldDefaultsToNull_soThatItMayComeAndGo(TopicContract topic) {
    for (Field field : fieldsOf(topic.value(), new ArrayList<>())) {
      if (field.schema().isNullable()) {
        assertThat(field.defaultVal()).as(field.name()).isEqualTo(JsonProperties.NULL_VALUE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("withSchema")
  void everyFieldSaysWhatItMeans(TopicContract topic) {
    assertThat(fieldsOf(topic.value(), new ArrayList<>())).allMatch(field -> field.doc() != null);
  }

  /** A symbol that is added to an enum breaks readers; a string does not. */
  @ParameterizedTest
  @MethodSource("withSchema")
  void nothingThatMayGrowIsAnEnum_andMoneyIsNeverFloating(TopicContract topic) {
    assertThat(fieldsOf(topic.value(), new ArrayList<>()))
        .noneMatch(field -> typesOf(field.schema()).contains(Type.ENUM))
        .filteredOn(field -> field.name().endsWith("Minor"))
        .allMatch(field -> typesOf(field.schema()).contains(Type.LONG));
  }

  @ParameterizedTest
  @MethodSource("withSchema")
  void contractsSayNothingOfJava(TopicContract topic) {
    assertThat(String.valueOf(topic.value())).doesNotContain("avro.java");
  }

  @Test
  void topicsAreThoseOfTheContract() {
    assertThat(TOPICS.all())
        .extracting(TopicContract::name)
        .containsExactly(
            "rfm.member-events",
            "rfm.segment-transitions",
            "rfm.member-segments",
            "rfm.winback-triggers",
            "rfm.dead-letters");
    assertThat(TOPICS.memberEvents().config())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1");
    assertThat(TOPICS.memberSegments().config()).containsEntry("cleanup.policy", "compact");
    assertThat(new Topics("rfm.", "rfm2.").memberEvents().name()).isEqualTo("rfm.member-events");
    assertThat(new Topics("rfm.", "rfm2.").deadLetters().name()).isEqualTo("rfm2.dead-letters");
  }

  @Test
  void registersAhead_andThenWritesWithoutRegistering() {
    Registry registry = Registry.connect(RegistrySettings.at("mock://" + UUID.randomUUID()));
    for (TopicContract topic : withSchema()) {
      assertThat(registry.isRegistered(topic)).isFalse();
      assertThat(registry.incompatibilities(topic)).isEmpty();
      registry.register(topic);
      assertThat(registry.isRegistered(topic)).isTrue();
    }
    MemberEvent event =
        new MemberEvent("e1", "m1", "visit", Instant.EPOCH, null, null, null, null, null, Map.of());
    assertThat(registry.serde(MemberEvent.class).serializer().serialize("rfm.member-events", event))
        .startsWith(0, 0, 0, 0, 1);
  }

  private static List<Field> fieldsOf(@Nullable Schema schema, List<Field> found) {
    if (schema == null) {
      return found;
    }
    switch (schema.getType()) {
      case RECORD -> {
        for (Field field : schema.getFields()) {
          found.add(field);
          fieldsOf(field.schema(), found);
        }
      }
      case UNION -> schema.getTypes().forEach(type -> fieldsOf(type, found));
      case ARRAY -> fieldsOf(schema.getElementType(), found);
      default -> {}
    }
    return found;
  }

  private static Set<Type> typesOf(Schema schema) {
    return schema.isUnion()
        ? Set.copyOf(schema.getTypes().stream().map(Schema::getType).toList())
        : Set.of(schema.getType());
  }
}
