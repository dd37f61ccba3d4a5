package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.engine.Timeline;
import io.rfmstreams.topology.stores.Generation;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When slices run. */
class DecideLifecycleTest {
  private static final Instant BOUGHT = PipelineDriver.at("2026-01-03");
  private static final Instant FIRST_DUE = PipelineDriver.at("2026-02-02T00:00:00+08:00");

  private final DiskStores disk = new DiskStores();

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void noSliceIsScheduled_whileNothingIsPending() {
    DecideLifecycle processor = started(2);
    buy(processor, 2);
    tick(processor);

    assertThat(disk.context().scheduledPunctuators()).isEmpty();
  }

  @Test
  void slicesFollowByThemselves_untilAllIsDrained() {
    DecideLifecycle processor = started(2);
    buy(processor, 5);
    tick(processor);
    CapturedPunctuator slices = disk.context().scheduledPunctuators().get(0);
    assertThat(slices.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);
    assertThat(forwardedByTime()).isEqualTo(2);

    slices.getPunctuator().punctuate(1);
    assertThat(forwardedByTime()).isEqualTo(4);
    assertThat(slices.cancelled()).isFalse();

    buy(processor, 1);
    slices.getPunctuator().punctuate(2); // the event goes first
    assertThat(forwardedByTime()).isEqualTo(4);

    slices.getPunctuator().punctuate(3);
    assertThat(forwardedByTime()).isEqualTo(5);
    assertThat(slices.cancelled()).isTrue();
  }

  /** Streams may process a hundred ticks in a row before it looks at the transaction again. */
  @Test
  void aTickIsDrainedAtOnce_onlyForASmallPart_howeverLargeTheBudget() {
    DecideLifecycle processor = started(Slices.DEFAULT.budget());
    buy(processor, 251);
    tick(processor);
    assertThat(forwardedByTime()).isEqualTo(250);

    disk.context().scheduledPunctuators().get(0).getPunctuator().punctuate(1);
    assertThat(forwardedByTime()).isEqualTo(251);
  }

  @Test
  void aDrainThatWasInterrupted_goesOnAfterARestart_withoutAnyRecord() {
    DecideLifecycle processor = started(2);
    buy(processor, 5);
    tick(processor);
    processor.close();
    assertThat(disk.context().scheduledPunctuators().get(0).cancelled()).isTrue();

    started(100);
    disk.context().scheduledPunctuators().get(1).getPunctuator().punctuate(1);

    assertThat(forwardedByTime()).isEqualTo(5);
  }

  private DecideLifecycle started(int budget) {
    StateForms forms = StateForms.current();
    DecideLifecycle processor =
        new DecideLifecycle(
            Timeline.of(TestRules.book()),
            new Generation("test", forms.written(), forms.written()),
            forms,
            new Slices(budget, Duration.ofMillis(10)));
    processor.init(disk.context());
    return processor;
  }

  private static void buy(DecideLifecycle processor, int members) {
    for (int i = 0; i < members; i++) {
      MemberEvent event = MemberWords.purchase("e", "m" + i, "2026-01-03", "1.00");
      Original original = new Original(null, null, new RecordHeaders(), "t", 0, i);
      processor.process(
          new Record<>(new byte[0], new Checked.Event(event, original), BOUGHT.toEpochMilli()));
    }
  }

  private static void tick(DecideLifecycle processor) {
    processor.process(
        new Record<>(new byte[0], new Checked.Tick(FIRST_DUE), FIRST_DUE.toEpochMilli()));
  }

  private long forwardedByTime() {
    return disk.context().forwarded().stream()
        .filter(forwarded -> forwarded.record().timestamp() == FIRST_DUE.toEpochMilli())
        .count();
  }
}
