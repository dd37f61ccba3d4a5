package io.rfmstreams.topology;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Effect;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.journal.PictureRecords;
import io.rfmstreams.journal.TransitionRecords;
import io.rfmstreams.journal.TriggerRecords;
import io.rfmstreams.schemas.MemberSegments;
import io.rfmstreams.schemas.SegmentTransition;
import io.rfmstreams.schemas.WinbackTrigger;
import io.rfmstreams.topology.names.Names;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was decided into records as their topics hold them, and hands each to the step that writes
 * that topic. A member's transitions go out in the order of their sequence.
 *
 * <p>Of held-out members no trigger goes out: a consumer that could see it would be a chance to act on
 * it. The ledger counts them. A member that asked to be forgotten has its picture replaced by a
 * tombstone.
 */
final class EmitRecords extends ContextualProcessor<String, Outcome, byte[], byte @Nullable []> {
  private final Kind<SegmentTransition> transitions;
  private final TransitionRecords transitionRecords;
  private final Kind<MemberSegments> pictures;
  private final PictureRecords pictureRecords;
  private final Kind<WinbackTrigger> triggers;
  private final TriggerRecords triggerRecords;

  /**
   * One kind of record.
   *
   * @param topic where they go
   * @param serializer what writes them
   * @param sink name of the step that writes the topic
   */
  record Kind<T>(String topic, Serializer<T> serializer, String sink) {}

  EmitRecords(
      Kind<SegmentTransition> transitions,
      TransitionRecords transitionRecords,
      Kind<MemberSegments> pictures,
      PictureRecords pictureRecords,
      Kind<WinbackTrigger> triggers,
      TriggerRecords triggerRecords) {
    this.transitions = transitions;
    this.transitionRecords = transitionRecords;
    this.pictures = pictures;
    this.pictureRecords = pictureRecords;
    this.triggers = triggers;
    this.triggerRecords = triggerRecords;
  }

  @Override
  public void process(Record<String, Outcome> record) {
    Outcome outcome = record.value();
    if (outcome instanceof Outcome.Decided decided) {
      byte[] key = decided.memberId().getBytes(StandardCharsets.UTF_8);
      emit(decided.decision(), key, record.timestamp());
    } else if (outcome instanceof Outcome.DeadLetter letter) {
      context().forward(DeadLetterRecords.of(letter, record.timestamp()), Names.WRITE_DEAD_LETTERS);
    }
  }

  private void emit(Decision decision, byte[] key, long timestamp) {
    for (Effect effect : decision.effects()) {
      if (effect instanceof Transition transition) {
        forward(transitions, key, transitionRecords.of(transition), timestamp);
      } else if (effect instanceof WinbackSignal signal) {
        if (signal.isTold()) {
          forward(triggers, key, triggerRecords.of(signal), timestamp);
        }
      } else if (effect instanceof MemberPicture picture) {
        Instant since = Instant.ofEpochMilli(decision.next().standsAt());
        forward(pictures, key, pictureRecords.of(picture, since), timestamp);
      } else if (effect instanceof Effect.Forgotten) {
        forward(pictures, key, null, timestamp);
      }
    }
  }

  private <T> void forward(Kind<T> kind, byte[] key, @Nullable T value, long timestamp) {
    byte[] bytes = kind.serializer().serialize(kind.topic(), value);
    context().forward(new Record<>(key, bytes, timestamp), kind.sink());
  }
}
