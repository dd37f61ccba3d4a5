package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.journal.JournalRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which ticks are written when. */
@Timeout(60)
class TickerTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final Instant FRIDAY = midnight("2026-01-02");
  private static final Instant SATURDAY = midnight("2026-01-03");

  /** A tick is read some time after it is written: whoever tests says when. */
  private final Map<Integer, Instant> read = new ConcurrentSkipListMap<>();

  private final List<String> written = new CopyOnWriteArrayList<>();
  private final List<Exception> refusals = new CopyOnWriteArrayList<>();
  private final JournalRefusedException refusal =
      new JournalRefusedException("no right to write", new TopicAuthorizationException("journal"));
  private volatile boolean refusing;
  private volatile Instant now = SATURDAY.plus(SETTLING);
  private volatile int failures;
  private final Ticker ticker =
      new Ticker(
          this::write,
          new ZoneCalendar(ZONE),
          SETTLING,
          Duration.ofMillis(10),
          () -> now,
          () -> Map.copyOf(read),
          refusals::add);

  private void write(Instant startOfDay, Set<Integer> partitions, Instant stamp) {
    assertThat(stamp).isEqualTo(now);
    if (refusing) {
      throw refusal;
    }
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the brokers do not answer");
    }
    partitions.forEach(p -> written.add(startOfDay.atZone(ZONE).toLocalDate() + " to " + p));
  }

  private static Instant midnight(String day) {
    return LocalDate.parse(day).atStartOfDay(ZONE).toInstant();
  }

  @AfterEach
  void close() {
    ticker.close();
  }

  @Test
  void writesTheLatestMidnight_toEachPartitionThatHasReadAnEarlierOneOrNone() {
    read.putAll(Map.of(0, FRIDAY, 1, Instant.EPOCH, 2, SATURDAY));

    ticker.tick();

    assertThat(written).containsExactly("2026-01-03 to 0", "2026-01-03 to 1");
  }

  @Test
  void aMidnightIsNotWritten_beforeItHasSettled() {
    read.putAll(Map.of(0, Instant.EPOCH, 1, FRIDAY));
    now = SATURDAY.plus(SETTLING).minusMillis(1);

    ticker.tick();
    assertThat(written).containsExactly("2026-01-02 to 0");

    now = now.plusMillis(1);
    ticker.tick();
    assertThat(written).containsExactly("2026-01-02 to 0", "2026-01-03 to 0", "2026-01-03 to 1");
  }

  @Test
  void whatIsWritten_isNotWrittenAgain_howeverLateItIsRead() {
    read.put(0, FRIDAY);
    ticker.tick();
    ticker.tick();
    read.put(0, SATURDAY);
    ticker.tick();

    assertThat(written).containsExactly("2026-01-03 to 0");
  }

  @Test
  void nothingIsWritten_whereALaterTickIsReadAlready() {
    read.put(0, midnight("2026-01-04"));

    ticker.tick();

    assertThat(written).isEmpty();
  }

  @Test
  void whatAnotherInstanceWroteMeanwhile_isNotWrittenAgain() {
    read.put(0, FRIDAY);
    ticker.tick();
    now = now.plus(Duration.ofDays(1));
    read.put(0, midnight("2026-01-04"));
    ticker.tick();

    assertThat(written).containsExactly("2026-01-03 to 0");
  }

  @Test
  void aTickThatCouldNotBeWritten_isWrittenOnceWhenItCanBe() {
    read.putAll(Map.of(0, FRIDAY, 1, FRIDAY));
    failures = 2;
    assertThatThrownBy(ticker::tick).hasMessage("the brokers do not answer");
    assertThatThrownBy(ticker::tick).hasMessage("the brokers do not answer");

    ticker.tick();
    ticker.tick();

    assertThat(written).containsExactly("2026-01-03 to 0", "2026-01-03 to 1");
  }

  @Test
  void whatWasWrittenAfterAll_isNotWrittenAgain_onceItIsRead() {
    read.putAll(Map.of(0, FRIDAY, 1, FRIDAY));
    failures = 1;
    assertThatThrownBy(ticker::tick).isNotNull();
    read.put(0, SATURDAY);

    ticker.tick();

    assertThat(written).containsExactly("2026-01-03 to 1");
  }

  @Test
  void aMidnightMissedForLong_isOverTakenByTheLatest() {
    read.put(0, FRIDAY);
    failures = 1;
    assertThatThrownBy(ticker::tick).isNotNull();
    now = now.plus(Duration.ofDays(2));

    ticker.tick();

    assertThat(written).containsExactly("2026-01-05 to 0");
  }

  /** What it wrote may have been lost with whoever owned the partition meanwhile. */
  @Test
  void aPartitionThatComesBack_goesByWhatIsReadThere() {
    read.putAll(Map.of(0, FRIDAY, 1, FRIDAY));
    ticker.tick();
    read.clear();
    ticker.tick();
    read.putAll(Map.of(0, FRIDAY, 1, SATURDAY));
    ticker.tick();

    assertThat(written).containsExactly("2026-01-03 to 0", "2026-01-03 to 1", "2026-01-03 to 0");
  }

  @Test
  void ticksByItself_andGoesOnAfterFailures() {
    read.put(0, FRIDAY);
    failures = 3;
    ticker.start();
    await().untilAsserted(() -> assertThat(written).containsExactly("2026-01-03 to 0"));

    now = now.plus(Duration.ofDays(1));
    await().untilAsserted(() -> assertThat(written).hasSize(2));
    assertThat(written).last().isEqualTo("2026-01-04 to 0");
  }

  /** Trying again would be of no use, and nobody would learn that no day is ever closed. */
  @Test
  void aRefusalIsToldOnce_andNothingMoreIsWritten() throws InterruptedException {
    read.put(0, FRIDAY);
    refusing = true;
    ticker.start();
    await().untilAsserted(() -> assertThat(refusals).containsExactly(refusal));

    refusing = false;
    ticker.tickSoon();
    Thread.sleep(100);

    assertThat(refusals).hasSize(1);
    assertThat(written).isEmpty();
  }

  @Test
  void ticksOutOfTurn_whenPartitionsAreAssigned() {
    read.put(7, Instant.EPOCH);

    ticker.tickSoon();

    await().untilAsserted(() -> assertThat(written).containsExactly("2026-01-03 to 7"));
  }

  @Test
  void nothingIsWritten_onceItIsClosed() {
    read.put(0, FRIDAY);
    ticker.close();

    ticker.start();
    ticker.tickSoon();
    ticker.close();

    assertThat(written).isEmpty();
  }
}
