package io.rfmstreams.topology;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Effect;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.journal.PictureRecords;
import io.rfmstreams.schemas.MemberSegments;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forwards how a member looks now, or a tombstone if it asked to be forgotten. */
final class EmitPictures
    extends ContextualProcessor<String, Outcome, String, @Nullable MemberSegments> {
  private final PictureRecords records;

  EmitPictures(PictureRecords records) {
    this.records = records;
  }

  @Override
  public void process(Record<String, Outcome> record) {
    if (record.value() instanceof Outcome.Decided decided) {
      Decision decision = decided.decision();
      for (Effect effect : decision.effects()) {
        if (effect instanceof MemberPicture picture) {
          Instant since = Instant.ofEpochMilli(decision.next().standsAt());
          context().forward(record.withValue(records.of(picture, since)));
        } else if (effect instanceof Effect.Forgotten) {
          context().forward(new Record<>(record.key(), null, record.timestamp()));
        }
      }
    }
  }
}
