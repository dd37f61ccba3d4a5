package io.rfmstreams.topology;

import io.rfmstreams.engine.Effect;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.journal.TransitionRecords;
import io.rfmstreams.schemas.SegmentTransition;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards the transitions of each decision, in the order of their sequence. */
final class EmitTransitions
    extends ContextualProcessor<String, Outcome, String, SegmentTransition> {
  private final TransitionRecords records;

  EmitTransitions(TransitionRecords records) {
    this.records = records;
  }

  @Override
  public void process(Record<String, Outcome> record) {
    if (record.value() instanceof Outcome.Decided decided) {
      for (Effect effect : decided.decision().effects()) {
        if (effect instanceof Transition transition) {
          context().forward(record.withValue(records.of(transition)));
        }
      }
    }
  }
}
