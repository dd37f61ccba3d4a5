package io.rfmstreams.topology;

import io.rfmstreams.engine.Effect;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.journal.TriggerRecords;
import io.rfmstreams.schemas.WinbackTrigger;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forwards the triggers that are told, and their cancellations. Of held-out members nothing goes out: a
 * consumer that could see them would be a chance to act on them. The ledger counts them.
 */
final class EmitTriggers extends ContextualProcessor<String, Outcome, String, WinbackTrigger> {
  private final TriggerRecords records;

  EmitTriggers(TriggerRecords records) {
    this.records = records;
  }

  @Override
  public void process(Record<String, Outcome> record) {
    if (record.value() instanceof Outcome.Decided decided) {
      for (Effect effect : decided.decision().effects()) {
        if (effect instanceof WinbackSignal signal && signal.isTold()) {
          context().forward(record.withValue(records.of(signal)));
        }
      }
    }
  }
}
