package io.rfmstreams.topology;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import io.rfmstreams.journal.MemberEventMapper;
import io.rfmstreams.schemas.MemberEventReader;
import io.rfmstreams.schemas.UndecodableException;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Decodes each journal record and says whether it may be taken in. */
final class CheckEvent extends ContextualProcessor<byte[], byte[], byte[], Checked> {
  private final MemberEventReader reader;
  private final JournalCheck check;

  CheckEvent(MemberEventReader reader, JournalCheck check) {
    this.reader = reader;
    this.check = check;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    context().forward(record.withValue(check(record)));
  }

  private Checked check(Record<byte[], byte[]> record) {
    RecordMetadata metadata =
        context()
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a journal record has a place"));
    Original original = Original.of(record, metadata);
    try {
      return check.check(
          MemberEventMapper.toEngine(reader.read(record.value())),
          original,
          Instant.ofEpochMilli(record.timestamp()));
    } catch (UndecodableException e) {
      return new Checked.Refused(
          new Rejection(Reason.UNDECODABLE, Rejection.visible(String.valueOf(e.getMessage()))),
          original);
    }
  }
}
