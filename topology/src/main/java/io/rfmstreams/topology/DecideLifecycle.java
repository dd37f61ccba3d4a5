package io.rfmstreams.topology;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.Partition;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.engine.Timeline;
import io.rfmstreams.topology.stores.Generation;
import io.rfmstreams.topology.stores.StreamsStores;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Hands each journal record to the engine's {@link Partition} and forwards what it decides.
 *
 * <p>The wall clock only says when the next slice of a drain runs, and with what its thread has taken in
 * meanwhile how large it is; neither shows in what is decided.
 */
final class DecideLifecycle implements Processor<byte[], Checked, String, Outcome> {
  private static final String NO_MEMBER = "";

  /**
   * Members drained while a tick is processed, and the rest of an entry begun. Streams may process a
   * hundred records before it looks at the transaction again, and all of them may be ticks.
   */
  static final int AT_ONCE = 250;

  private final Timeline timeline;
  private final Generation begunNow;
  private final StateForms forms;
  private final Slices slices;

  private ProcessorContext<String, Outcome> context;
  private StreamsStores stores;
  private Partition partition;
  private ThreadTurns turns;
  private Generation generation;
  private boolean generationSaved;
  private @Nullable Cancellable slicing;

  @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
  DecideLifecycle(Timeline timeline, Generation generation, StateForms forms, Slices slices) {
    this.timeline = timeline;
    this.begunNow = generation;
    this.forms = forms;
    this.slices = slices;
  }

  @Override
  public void init(ProcessorContext<String, Outcome> processorContext) {
    context = processorContext;
    stores = StreamsStores.of(context);
    Optional<Generation> stored = stores.ticks().generation();
    generation = stored.map(begun -> begunNow.carryingOn(begun, forms)).orElse(begunNow);
    generationSaved = stored.filter(generation::equals).isPresent();
    partition = new Partition(timeline, stores, this::forward);
    turns = ThreadTurns.ofThisThread();
    slicing = null;
    sliceWhilePending();
  }

  @Override
  public void process(Record<byte[], Checked> record) {
    saveGenerationOnce();
    Checked checked = record.value();
    if (checked instanceof Checked.Event event) {
      turns.eventTaken();
      Fate fate = partition.event(event.event(), record.timestamp());
      Rejection rejection = fate.rejection();
      if (rejection != null) {
        forward(new Outcome.DeadLetter(rejection, event.original()), record.timestamp());
      }
    } else if (checked instanceof Checked.Tick tick) {
      partition.tick(tick.at(), record.timestamp());
      partition.drain(Math.min(slices.budget(), AT_ONCE));
      sliceWhilePending();
    } else if (checked instanceof Checked.Misplaced misplaced) {
      Rejection rejection = partition.misplaced(misplaced.event(), misplaced.rejection());
      forward(new Outcome.DeadLetter(rejection, misplaced.original()), record.timestamp());
    } else if (checked instanceof Checked.Refused refused) {
      partition.rejected();
      forward(new Outcome.DeadLetter(refused.rejection(), refused.original()), record.timestamp());
    }
  }

  @Override
  public void close() {
    stopSlicing();
  }

  /** Lets the next slices follow by themselves for as long as ticks are pending. */
  private void sliceWhilePending() {
    if (slicing == null && partition.hasPendingTicks()) {
      slicing =
          context.schedule(slices.interval(), PunctuationType.WALL_CLOCK_TIME, this::drainSlice);
      turns.begin(context.currentSystemTimeMs());
    }
  }

  private void drainSlice(long now) {
    saveGenerationOnce();
    int share = turns.share(now, slices.budget());
    if (share > 0) {
      partition.drain(share);
    }
    if (!partition.hasPendingTicks()) {
      stopSlicing();
    }
  }

  private void stopSlicing() {
    if (slicing != null) {
      slicing.cancel();
      turns.end();
      slicing = null;
    }
  }

  /**
   * Before whatever else is written. Not in init: a store may only be written to while a record or a
   * slice is processed.
   */
  private void saveGenerationOnce() {
    if (!generationSaved) {
      stores.ticks().saveGeneration(generation);
      generationSaved = true;
    }
  }

  private void forward(String memberId, Decision decision, long causeTimestamp) {
    context.forward(
        new Record<>(memberId, new Outcome.Decided(memberId, decision), causeTimestamp));
  }

  private void forward(Outcome.DeadLetter deadLetter, long timestamp) {
    context.forward(new Record<>(NO_MEMBER, deadLetter, timestamp));
  }
}
