package io.rfmstreams.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.schemas.HttpRegistry.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Poison is told from a registry that does not answer, over real HTTP. */
class RegistryFailureTest {
  private static final TopicContract JOURNAL = Topics.withPrefix("rfm.").memberEvents();
  private static final Answer SCHEMA = HttpRegistry.schema(String.valueOf(JOURNAL.value()));
  private static final MemberEvent EVENT =
      new MemberEvent("e1", "m1", "visit", Instant.EPOCH, null, null, null, null, null, Map.of());

  static Answer[] noAnswers() {
    return new Answer[] {
      HttpRegistry.OUT_OF_SERVICE, HttpRegistry.NO_SUCH_PAGE, HttpRegistry.FORBIDDEN
    };
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void readsOn_onceTheRegistryAnswersAgain(Answer noAnswer) throws Exception {
    try (HttpRegistry http = new HttpRegistry(noAnswer, noAnswer, SCHEMA)) {
      assertThat(reader(http).read(wire())).isEqualTo(EVENT);
      assertThat(http.asked()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void givesUp_whenThePatienceIsOver_withoutBlamingTheRecord(Answer noAnswer) throws IOException {
    try (HttpRegistry http = new HttpRegistry(noAnswer)) {
      assertThatThrownBy(() -> reader(http).read(wire()))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("did not answer for schema id 7")
          .hasMessageContaining("nothing was lost");
      assertThat(http.asked()).isGreaterThan(1);
    }
  }

  @Test
  void anIdTheRegistryDoesNotKnow_isPoison_andTheNextSuchIsNotWaitedFor() throws IOException {
    try (HttpRegistry http = new HttpRegistry(HttpRegistry.NO_SUCH_SCHEMA)) {
      MemberEventReader reader = registry(http, new NoTime()).memberEventReader(JOURNAL);
      assertThatThrownBy(() -> reader.read(wire()))
          .isInstanceOf(UndecodableException.class)
          .hasMessage("the schema registry knows no schema id 7");
      int asked = http.asked();
      assertThatThrownBy(() -> reader.read(wire())).isInstanceOf(UndecodableException.class);
      assertThat(http.asked()).isEqualTo(asked + 1);
    }
  }

  @Test
  void anIdOneFollowerLearnsTwoSecondsLater_isNoPoison() throws Exception {
    try (HttpRegistry http = new HttpRegistry(HttpRegistry.NO_SUCH_SCHEMA)) {
      NoTime time = new NoTime();
      time.then(Duration.ofSeconds(2), () -> http.answerFromNowOn(SCHEMA));
      assertThat(registry(http, time).memberEventReader(JOURNAL).read(wire())).isEqualTo(EVENT);
    }
  }

  @Test
  void anIdGivenUp_isKnownAsSoonAsTheRegistryKnowsIt() throws Exception {
    try (HttpRegistry http = new HttpRegistry(HttpRegistry.NO_SUCH_SCHEMA)) {
      MemberEventReader reader = registry(http, new NoTime()).memberEventReader(JOURNAL);
      assertThatThrownBy(() -> reader.read(wire())).isInstanceOf(UndecodableException.class);
      http.answerFromNowOn(SCHEMA);
      assertThat(reader.read(wire())).isEqualTo(EVENT);
    }
  }

  @Test
  void bytesWithoutTheWireFormat_arePoison_withoutAskingTheRegistry() throws IOException {
    try (HttpRegistry http = new HttpRegistry(HttpRegistry.OUT_OF_SERVICE)) {
      assertThatThrownBy(() -> reader(http).read(new byte[] {1, 0, 0, 0, 7, 0}))
          .isInstanceOf(UndecodableException.class);
      assertThatThrownBy(() -> reader(http).read(null)).isInstanceOf(UndecodableException.class);
      assertThat(http.asked()).isZero();
    }
  }

  @Test
  void anotherKindOfRecord_isPoison() throws IOException {
    String other = String.valueOf(Topics.withPrefix("rfm.").winbackTriggers().value());
    try (HttpRegistry http = new HttpRegistry(HttpRegistry.schema(other))) {
      assertThatThrownBy(() -> reader(http).read(wire())).isInstanceOf(UndecodableException.class);
    }
    String stranger =
        "{\"type\":\"record\",\"name\":\"Stranger\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}";
    try (HttpRegistry http = new HttpRegistry(HttpRegistry.schema(stranger))) {
      assertThatThrownBy(() -> reader(http).read(new byte[] {0, 0, 0, 0, 7, 2}))
          .isInstanceOf(UndecodableException.class)
          .hasMessageContaining("Stranger");
    }
  }

  @Test
  void writingWaitsToo() throws IOException {
    Answer id =
        new Answer(200, "{\"subject\":\"s\",\"version\":1,\"id\":7,\"schema\":\"\\\"int\\\"\"}");
    try (HttpRegistry http = new HttpRegistry(HttpRegistry.OUT_OF_SERVICE, id)) {
      Serializer<MemberEvent> serializer = registry(http).serializer();
      assertThat(serializer.serialize(JOURNAL.name(), EVENT)).isEqualTo(wire());
    }
  }

  @Test
  void writingASchemaThatIsNotRegistered_saysWhatToDo() throws IOException {
    try (HttpRegistry http = new HttpRegistry(HttpRegistry.NO_SUCH_SCHEMA)) {
      Serializer<MemberEvent> serializer = registry(http).serializer();
      assertThatThrownBy(() -> serializer.serialize(JOURNAL.name(), EVENT))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("schemas register");
    }
  }

  private static Registry registry(HttpRegistry http) {
    return Registry.connect(RegistrySettings.at(http.url()).withPatience(Duration.ofMillis(600)));
  }

  private static Registry registry(HttpRegistry http, Patience.Timer timer) {
    RegistrySettings settings = RegistrySettings.at(http.url());
    return new Registry(Registry.client(settings), settings, timer);
  }

  /** Time that passes only while somebody pauses. */
  private static final class NoTime implements Patience.Timer {
    private long now;
    private long at = Long.MAX_VALUE;
    private Runnable action = () -> {};

    void then(Duration after, Runnable does) {
      at = after.toNanos();
      action = does;
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void pause(Duration duration) {
      now += duration.toNanos();
      if (now >= at) {
        action.run();
      }
    }
  }

  private static MemberEventReader reader(HttpRegistry http) {
    return registry(http).memberEventReader(JOURNAL);
  }

  /** The event under schema id 7. */
  private static byte[] wire() {
    Registry any = Registry.connect(RegistrySettings.at("mock://wire").withAutoRegister(true));
    Serializer<MemberEvent> serializer = any.serializer();
    byte[] bytes = serializer.serialize(JOURNAL.name(), EVENT);
    return ByteBuffer.wrap(bytes).putInt(1, 7).array();
  }
}
