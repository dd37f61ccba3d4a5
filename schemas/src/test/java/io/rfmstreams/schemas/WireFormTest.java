package io.rfmstreams.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** The first record of a topic is written by Confluent's serializer, those after it here. */
class WireFormTest {
  private static final TopicContract TOPIC = Topics.withPrefix("rfm.").memberEvents();

  @Test
  void laterRecordsAreWrittenLikeTheFirst() {
    Serializer<MemberEvent> serializer = Registry.connect(registered()).serializer();
    byte[] first = serializer.serialize(TOPIC.name(), event("m1"));

    assertThat(serializer.serialize(TOPIC.name(), event("m1"))).isEqualTo(first);
    assertThat(serializer.serialize(TOPIC.name(), event("m2"))).isNotEqualTo(first);
  }

  @Test
  void anotherTopicHasAnIdOfItsOwn() {
    RegistrySettings settings = registered();
    Registry registry = Registry.connect(settings.withAutoRegister(true));
    Serializer<MemberEvent> serializer = registry.serializer();
    byte[] here = serializer.serialize(TOPIC.name(), event("m1"));

    byte[] there = serializer.serialize("other", event("m1"));

    assertThat(there).isEqualTo(registry.<MemberEvent>serializer().serialize("other", event("m1")));
    assertThat(serializer.serialize(TOPIC.name(), event("m1"))).isEqualTo(here);
  }

  /** Its serializer fails where the latest version is not this program's: that must not pass unseen. */
  @Test
  void whereTheRegistryChoosesTheSchema_everyRecordIsConfluentsToWrite() throws Exception {
    RegistrySettings settings = registered();
    String later = String.valueOf(TOPIC.value()).replace("\"fields\":[", "\"fields\":[" + NEW);
    Registry.client(settings)
        .register(
            TOPIC.name() + "-value",
            new io.confluent.kafka.schemaregistry.avro.AvroSchema(
                new Schema.Parser().parse(later)));
    Serializer<MemberEvent> serializer =
        Registry.connect(settings.withClient(Map.of("use.latest.version", "true"))).serializer();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> serializer.serialize(TOPIC.name(), event("m1")))
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void aRecordThatCannotBeWritten_leavesNothingBehind() throws IOException {
    WireForm form = new WireForm(7, event("m1").getSchema());
    byte[] good = form.bytes(event("m1"));
    MemberEvent bad = event("m1");
    bad.put("type", null);

    assertThatThrownBy(() -> form.bytes(bad)).isInstanceOf(NullPointerException.class);
    assertThat(form.bytes(event("m1"))).isEqualTo(good);
  }

  private static final String NEW =
      "{\"name\":\"more\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"\"},";

  private static RegistrySettings registered() {
    RegistrySettings settings = RegistrySettings.at("mock://" + UUID.randomUUID());
    Registry.connect(settings).register(TOPIC);
    return settings;
  }

  private static MemberEvent event(String memberId) {
    return new MemberEvent(
        "e1", memberId, "visit", Instant.EPOCH, null, null, null, null, null, Map.of("a", "b"));
  }
}
