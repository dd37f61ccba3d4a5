package io.rfmstreams.topology;

import io.rfmstreams.engine.Trigger;
import io.rfmstreams.engine.Trigger.Arm;
import io.rfmstreams.schemas.WinbackTrigger;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forwards the triggers of treated members. Held-out ones are only counted, in the metric {@code
 * held-out-total}: a consumer that could see them would be a chance to act on them.
 */
final class EmitTriggers extends ContextualProcessor<String, Outcome, String, WinbackTrigger> {
  private static final String METRIC_GROUP = "rfm-winback";
  private static final String METRIC = "held-out";

  private final TriggerRecords records;
  private Sensor heldOut;

  @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
  EmitTriggers(TriggerRecords records) {
    this.records = records;
  }

  @Override
  public void init(ProcessorContext<String, WinbackTrigger> context) {
    super.init(context);
    heldOut =
        context
            .metrics()
            .addRateTotalSensor(
                METRIC_GROUP, context.taskId().toString(), METRIC, RecordingLevel.INFO);
  }

  @Override
  public void process(Record<String, Outcome> record) {
    if (record.value() instanceof Outcome.Decided decided) {
      for (Trigger trigger : decided.decision().triggers()) {
        if (trigger.arm() == Arm.TREATED) {
          context().forward(record.withValue(records.of(trigger)));
        } else {
          heldOut.record();
        }
      }
    }
  }

  @Override
  public void close() {
    context().metrics().removeSensor(heldOut);
  }
}
