package io.rfmstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.journal.ControlRecords;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.RegistryUnavailableException;
import io.rfmstreams.schemas.Topics;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of journal records that are not as they should be. */
class JournalScenarioTest {
  private static final Instant NOON = PipelineDriver.at("2026-01-03");

  private final PipelineDriver pipeline = PipelineDriver.start();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void bytesThatAreNoEvent_goOutAsTheyCame_withReasonAndPlace() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", "abc".getBytes(UTF_8));
    pipeline.member("m1").bought("2026-01-03", "1.00");
    pipeline.record("m1".getBytes(UTF_8), "{json}".getBytes(UTF_8), headers, NOON);

    List<TestRecord<byte[], byte[]>> letters = pipeline.deadLetterRecords();

    assertThat(letters).hasSize(1);
    TestRecord<byte[], byte[]> letter = letters.get(0);
    assertThat(letter.key()).isEqualTo("m1".getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo("{json}".getBytes(UTF_8));
    assertThat(letter.getRecordTime()).isEqualTo(NOON);
    assertThat(PipelineDriver.header(letter, "trace")).isEqualTo("abc");
    assertThat(PipelineDriver.header(letter, "rfm.reason")).isEqualTo("undecodable");
    assertThat(PipelineDriver.header(letter, "rfm.detail")).contains("wire format");
    assertThat(PipelineDriver.header(letter, "rfm.topic")).isEqualTo("rfm.member-events");
    assertThat(PipelineDriver.header(letter, "rfm.partition")).isEqualTo("0");
    assertThat(PipelineDriver.header(letter, "rfm.offset")).isEqualTo("1");
  }

  @Test
  void poisonOfEverySort_isADeadLetter_andTheNextRecordCounts() {
    byte[] good = pipeline.wire(MemberWords.purchase("e1", "m1", "2026-01-03", "1.00"));
    byte[] cutShort = Arrays.copyOf(good, good.length - 3);
    byte[] tooLong = Arrays.copyOf(good, good.length + 1);
    byte[] unknownSchema = ByteBuffer.wrap(good.clone()).putInt(1, 987_654).array();
    byte[] wrongMagic = good.clone();
    wrongMagic[0] = 1;
    byte[] claimsTwoGigabytes =
        ByteBuffer.allocate(20).put(good, 0, 5).put(new byte[] {-2, -1, -1, -1, 15}).array();
    for (byte[] poison :
        Arrays.asList(null, new byte[0], cutShort, tooLong, wrongMagic, claimsTwoGigabytes)) {
      pipeline.record("m1".getBytes(UTF_8), poison, NOON);
    }
    pipeline.record("m1".getBytes(UTF_8), unknownSchema, NOON);
    pipeline.record("m1".getBytes(UTF_8), good, NOON);

    assertThat(pipeline.deadLetterReasons()).hasSize(7).containsOnly("undecodable");
    assertThat(pipeline.moves()).hasSize(2);
    assertThat(pipeline.ledger()).isEqualTo(new Ledger(1, 0, 0, 7));
  }

  /** Or a record that no topic takes would stop its partition for ever. */
  @Test
  void aRecordTooLongForADeadLetter_isToldOfByItsPlaceAlone() {
    int headerBytes = 64 * 1024;
    byte[] fits = new byte[Topics.DEAD_LETTER_BYTES - headerBytes - 2];
    pipeline.record("m1".getBytes(UTF_8), fits, NOON);
    pipeline.record("m1".getBytes(UTF_8), Arrays.copyOf(fits, fits.length + 1), NOON);

    List<TestRecord<byte[], byte[]>> letters = pipeline.deadLetterRecords();
    assertThat(letters.get(0).value()).hasSize(fits.length);
    assertThat(letters.get(1).key()).isNull();
    assertThat(letters.get(1).value()).isNull();
    assertThat(PipelineDriver.header(letters.get(1), "rfm.reason")).isEqualTo("undecodable");
    assertThat(PipelineDriver.header(letters.get(1), "rfm.offset")).isEqualTo("1");
    assertThat(PipelineDriver.header(letters.get(1), "rfm.detail"))
        .startsWith("key, value and headers are left out: 8323073 bytes, at most 8323072 fit; ");
  }

  @Test
  void anEventUnderAnotherKey_isADeadLetter() {
    MemberEvent event = MemberWords.purchase("e1", "m1", "2026-01-03", "1.00");
    pipeline.event("m2", event, NOON);
    pipeline.event(null, event, NOON);

    assertThat(pipeline.deadLetterReasons()).containsExactly("key-mismatch", "key-mismatch");
    assertThat(pipeline.moves()).isEmpty();
  }

  @Test
  void anEventDatedMoreThanAnHourAfterItsRecord_isADeadLetter() {
    MemberEvent event = MemberWords.purchase("e1", "m1", "2026-01-03", "1.00");
    pipeline.event("m1", event, NOON.minus(Duration.ofHours(1)).minusMillis(1));
    assertThat(pipeline.deadLetterReasons()).containsExactly("wrong-time");

    pipeline.event("m1", event, NOON.minus(Duration.ofHours(1)));
    assertThat(pipeline.deadLetterReasons()).isEmpty();
  }

  @Test
  void aTooLateEvent_isADeadLetterWithItsOriginalBytesAndHeaders() {
    try (PipelineDriver forgetful =
        PipelineDriver.start(PipelineDriver.Variant.usual().rules(TestRules.bookRemembering(2)))) {
      forgetful
          .member("m1")
          .bought("2026-01-03", "1.00")
          .bought("2026-01-04", "1.00")
          .bought("2026-01-05", "1.00");
      MemberEvent late = MemberWords.purchase("late", "m1", "2026-01-02", "1.00");
      RecordHeaders headers = new RecordHeaders();
      headers.add("trace", "abc".getBytes(UTF_8));
      forgetful.record("m1".getBytes(UTF_8), forgetful.wire(late), headers, NOON);

      TestRecord<byte[], byte[]> letter = forgetful.deadLetterRecords().get(0);
      assertThat(PipelineDriver.header(letter, "rfm.reason")).isEqualTo("too-late");
      assertThat(PipelineDriver.header(letter, "trace")).isEqualTo("abc");
      assertThat(letter.value()).isEqualTo(forgetful.wire(late));
      assertThat(forgetful.ledger()).isEqualTo(new Ledger(3, 0, 0, 1));
    }
  }

  @Test
  void anEventFromBeforeTheErasure_isADeadLetter() {
    pipeline
        .member("m1")
        .bought("2026-01-03", "1.00")
        .askedToBeForgotten("2026-02-01")
        .bought("2026-01-20", "1.00");

    assertThat(pipeline.deadLetterReasons()).containsExactly("erased");
  }

  @Test
  void aControlRecordWithAKey_aMember_aWrongTime_orNoStartOfDay_isADeadLetter() {
    Instant midnight = PipelineDriver.at("2026-01-04T00:00:00+08:00");
    MemberEvent tick = ControlRecords.tick(midnight);
    pipeline.event("m1", tick, midnight);
    pipeline.event(null, MemberWords.event("t", "m1", "rfm.tick", "2026-01-04", null, null), NOON);
    pipeline.event(null, ControlRecords.tick(Instant.parse("2099-01-01T16:00:00Z")), midnight);
    pipeline.event(null, ControlRecords.tick(NOON), midnight);

    assertThat(pipeline.deadLetterReasons())
        .containsExactly("key-mismatch", "malformed", "wrong-time", "wrong-time");
    assertThat(pipeline.ledger()).isEqualTo(new Ledger(0, 0, 0, 4));
  }

  @Test
  void anUnknownControlRecord_stopsTheTask() {
    MemberEvent unknown =
        new MemberEvent("r", "", "rfm.rules", NOON, null, null, null, null, null, Map.of());

    assertThatThrownBy(() -> pipeline.event(null, unknown, NOON))
        .rootCause()
        .isInstanceOf(UnknownControlRecordException.class)
        .hasMessageContaining("'rfm.rules' in rfm.member-events partition 0 offset 0")
        .hasMessageContaining("upgrade");
  }

  @Test
  void aRegistryThatDoesNotAnswer_stopsTheTask_andNothingBecomesADeadLetter() {
    byte[] good = pipeline.wire(MemberWords.purchase("e1", "m1", "2026-01-03", "1.00"));
    RegistrySettings nobodyThere =
        RegistrySettings.at("http://127.0.0.1:1").withPatience(Duration.ofMillis(200));
    try (PipelineDriver alone =
        PipelineDriver.start(PipelineDriver.Variant.usual().registry(nobodyThere))) {

      assertThatThrownBy(() -> alone.record("m1".getBytes(UTF_8), good, NOON))
          .rootCause()
          .isInstanceOf(ConnectException.class);
      assertThatThrownBy(() -> alone.record("m1".getBytes(UTF_8), good, NOON))
          .hasStackTraceContaining(RegistryUnavailableException.class.getName());

      assertThat(alone.deadLetterRecords()).isEmpty();
      assertThat(alone.ledger()).isEqualTo(Ledger.EMPTY);
    }
  }
}
