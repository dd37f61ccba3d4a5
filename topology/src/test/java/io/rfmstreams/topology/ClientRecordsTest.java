package io.rfmstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.journal.JournalPartitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records as clients that are not ours really write them. */
class ClientRecordsTest {
  private static final String DAY = "2026-01-03";
  private static final Instant NOON = PipelineDriver.at(DAY);

  /** The driver is the first of four partitions; these ids' keys belong into it, and into others. */
  private static final String HERE = memberIn(0);

  private static final String ELSEWHERE = memberIn(2);

  private PipelineDriver pipeline = PipelineDriver.start();

  @AfterEach
  void close() {
    pipeline.close();
  }

  private void ofFourPartitions() {
    pipeline.close();
    pipeline = PipelineDriver.start(PipelineDriver.Variant.usual().partitions(4));
  }

  private static String memberIn(int partition) {
    int i = 0;
    while (new JournalPartitions(4).of(("m" + i).getBytes(UTF_8)) != partition) {
      i++;
    }
    return "m" + i;
  }

  @Test
  void aKeyOfAnotherPartition_isADeadLetter_thatNamesItsPlaceAndTheSetting() {
    ofFourPartitions();
    pipeline.event(MemberWords.purchase("e1", HERE, DAY, "1.00"));
    pipeline.event(MemberWords.purchase("e1", ELSEWHERE, DAY, "1.00"));

    TestRecord<byte[], byte[]> letter = theLetter();
    assertThat(PipelineDriver.header(letter, "rfm.reason")).isEqualTo("wrong-partition");
    assertThat(PipelineDriver.header(letter, "rfm.detail"))
        .startsWith(
            "the key '%s' belongs into partition 2 of 4 (murmur2 of its bytes), the record is in partition 0. "
                .formatted(ELSEWHERE))
        .contains("partitioner=murmur2_random");
    assertThat(letter.getRecordTime()).isEqualTo(NOON);
    assertThat(pipeline.moves()).isNotEmpty().allMatch(move -> move.startsWith(HERE + " "));
    assertThat(pipeline.ledger()).isEqualTo(new Ledger(1, 0, 0, 1));
  }

  /** Moving a record mends its place alone; what else is wrong is said first. */
  @Test
  void whatMovingDoesNotMend_isSaidFirst() {
    ofFourPartitions();
    MemberEvent event = MemberWords.purchase("e1", ELSEWHERE, DAY, "1.00");
    pipeline.event(HERE, event, NOON);
    pipeline.event(ELSEWHERE, event, NOON.minus(Duration.ofHours(2)));
    pipeline.event(MemberWords.event("e2", ELSEWHERE, "Purchase", DAY, null, null));

    assertThat(pipeline.deadLetterReasons())
        .containsExactly("key-mismatch", "wrong-time", "unknown-type");
  }

  @Test
  void controlRecordsHaveNoKey_andBelongEverywhere() {
    ofFourPartitions();
    pipeline.dayBegins(DAY);

    assertThat(pipeline.deadLetterRecords()).isEmpty();
    assertThat(pipeline.ledger()).isEqualTo(new Ledger(0, 0, 1, 0));
  }

  @Test
  void aRecordWithoutATimestamp_isCalledThat() {
    pipeline.event("m1", MemberWords.purchase("e1", "m1", DAY, "1.00"), Instant.EPOCH);

    assertThat(PipelineDriver.header(theLetter(), "rfm.reason")).isEqualTo("wrong-time");
    assertThat(detailOf(JournalTime.EPOCH))
        .startsWith("the record has no timestamp but 0: ")
        .contains("message.timestamp.type=LogAppendTime on topic journal")
        .doesNotContain("1970");
    assertThat(detailOf(JournalTime.NONE)).startsWith("the record has no timestamp: ");
  }

  private static String detailOf(long stamp) {
    byte[] key = "m1".getBytes(UTF_8);
    JournalCheck check =
        new JournalCheck(
            TestRules.book().deployment(), new JournalPartitions(1), new PlacementWatch(e -> {}));
    Checked checked =
        check.check(
            MemberWords.purchase("e1", "m1", DAY, "1.00"),
            new Original(key, key, new RecordHeaders(), "journal", 0, 7),
            Instant.ofEpochMilli(stamp));
    return ((Checked.Refused) checked).rejection().detail();
  }

  /** A converter's quotes, a binary key and a terminal's orders: none is passed on raw. */
  @Test
  void keysAreShownSoThatNoTerminalObeysThem() {
    MemberEvent event = MemberWords.purchase("e1", "m1", DAY, "1.00");
    byte[] binary = {0, 0, 0, 0, 1, (byte) 0xff, 27, '[', '2', 'J', 1, 2, 3, 4, 5, 6, 7, 8, 9};
    pipeline.record("\"m1\"".getBytes(UTF_8), pipeline.wire(event), NOON);
    pipeline.record(binary, pipeline.wire(event), NOON);
    pipeline.record("m1\u001b[2J\u202e".getBytes(UTF_8), pipeline.wire(event), NOON);

    List<String> details = new ArrayList<>();
    pipeline
        .deadLetterRecords()
        .forEach(letter -> details.add(PipelineDriver.header(letter, "rfm.detail")));
    assertThat(details).hasSize(3).allMatch(detail -> detail.chars().allMatch(c -> c >= ' '));
    assertThat(details.get(0)).endsWith("; it is '\"m1\"'");
    assertThat(details.get(1))
        .endsWith("; it is 0x0000000001ff1b5b324a010203040506… (19 bytes that are not UTF-8)");
    assertThat(details.get(2)).endsWith("; it is 'm1\\u001b[2J\\u202e'");
  }

  @Test
  void aControlRecordThatNamesAMember_isShownEscaped() {
    MemberEvent tick =
        new MemberEvent(
            "t", "m\u001b[1m", "rfm.tick", NOON, null, null, null, null, null, Map.of());
    pipeline.event(null, tick, NOON);

    assertThat(PipelineDriver.header(theLetter(), "rfm.detail"))
        .isEqualTo("a control record has an empty memberId, this 'rfm.tick' names 'm\\u001b[1m'");
  }

  @Test
  void microsecondsTakenForMilliseconds_areSaidToBeThat() {
    MemberEvent micros = at("e1", "m1", Instant.ofEpochMilli(NOON.toEpochMilli() * 1_000));
    pipeline.event("m1", micros, NOON);

    TestRecord<byte[], byte[]> letter = theLetter();
    assertThat(PipelineDriver.header(letter, "rfm.reason")).isEqualTo("wrong-time");
    assertThat(PipelineDriver.header(letter, "rfm.detail")).contains("micro");
  }

  /** Record timestamps decide retention only: a clock ahead, and one that jumps, change no figure. */
  @Test
  void recordsStampedAheadOrOutOfOrder_changeNoFigure() {
    List<String> inOrder = movesOf(NOON, NOON.plusSeconds(60));
    List<String> stampedAhead =
        movesOf(Instant.parse("2030-01-01T00:00:00Z"), NOON.plusSeconds(60));

    assertThat(stampedAhead).isEqualTo(inOrder).isNotEmpty();
  }

  private List<String> movesOf(Instant first, Instant second) {
    try (PipelineDriver driver = PipelineDriver.start()) {
      driver.event("m1", MemberWords.purchase("e1", "m1", DAY, "1.00"), first);
      driver.event("m1", MemberWords.purchase("e2", "m1", DAY, "2.00"), second);
      driver.daysBegin(DAY, "2026-05-01");
      assertThat(driver.ledger().accepted()).isEqualTo(2);
      return driver.moves();
    }
  }

  /** A purchase of 2030 in a record of 2030 is taken, and only its own member is that old by it. */
  @Test
  void anEventOfTheFuture_agesNobodyElse() {
    pipeline.member("m1").bought(DAY, "1.00");
    pipeline.passOverMoves();
    Instant future = Instant.parse("2030-01-01T00:00:00Z");
    pipeline.event("m2", at("e2", "m2", future), future);
    assertThat(pipeline.moves()).isNotEmpty().allMatch(move -> move.startsWith("m2 "));

    pipeline.event(
        "m1",
        MemberWords.purchase("e3", "m1", "2026-01-04", "1.00"),
        NOON.plus(Duration.ofDays(1)));

    assertThat(pipeline.moves())
        .containsExactly("m1 loyalty: first-time -> repeat on 2026-01-04 (purchase)");
    assertThat(pipeline.ledger()).isEqualTo(new Ledger(3, 0, 0, 0));
  }

  private static MemberEvent at(String eventId, String memberId, Instant occurredAt) {
    return new MemberEvent(
        eventId, memberId, "purchase", occurredAt, 100L, "CNY", null, null, null, Map.of());
  }

  private TestRecord<byte[], byte[]> theLetter() {
    List<TestRecord<byte[], byte[]>> letters = pipeline.deadLetterRecords();
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }
}
