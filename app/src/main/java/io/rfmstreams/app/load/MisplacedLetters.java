package io.rfmstreams.app.load;

import io.rfmstreams.engine.Rejection.Reason;
import io.rfmstreams.journal.CommittedRecords;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.schemas.MemberEventReader;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of records that lay in the wrong partition, up to the end their topic had when this was
 * made. Nothing else is wrong with them, so they are written as they were to where they belong.
 *
 * <p>Nobody remembers which of them were written before: a record written again is a duplicate by its
 * event id, or too late to be told, and changes nothing either way.
 */
final class MisplacedLetters implements AutoCloseable {
  static final String REASON = Reason.WRONG_PARTITION.code();

  private final String journal;
  private final CommittedRecords<byte[]> letters;
  private final CommittedRecords<byte[]> originals;
  private final Map<TopicPartition, Long> ends = new LinkedHashMap<>();

  /** What is told while they are written. */
  interface Progress {
    /** So many records have been written so far. */
    void written(long records);
  }

  /**
   * What there is to write.
   *
   * @param records how many
   * @param gone how many more were too long for a dead letter, and are no longer in the journal
   * @param elsewhere how many are of another journal, and not counted otherwise
   * @param earliest when the earliest event happened; empty if there is none
   */
  record Found(long records, long gone, long elsewhere, Optional<Instant> earliest) {
    private static final Found NOTHING = new Found(0, 0, 0, Optional.empty());

    private Found with(Instant occurredAt) {
      Instant first = earliest.filter(other -> other.isBefore(occurredAt)).orElse(occurredAt);
      return new Found(records + 1, gone, elsewhere, Optional.of(first));
    }

    private Found withGone() {
      return new Found(records, gone + 1, elsewhere, earliest);
    }

    private Found withElsewhere() {
      return new Found(records, gone, elsewhere + 1, earliest);
    }
  }

  /**
   * @param client settings of the Kafka client, {@code bootstrap.servers} among them
   */
  MisplacedLetters(Map<String, ?> client, Topics topics) {
    this.journal = topics.memberEvents().name();
    this.letters = new CommittedRecords<>(client, new ByteArrayDeserializer());
    this.originals = new CommittedRecords<>(client, new ByteArrayDeserializer());
    letters
        .partitions(topics.deadLetters().name())
        .forEach(partition -> ends.put(partition, letters.end(partition)));
  }

  /**
   * Reads all of them.
   *
   * @param reader says when an event happened
   */
  Found look(MemberEventReader reader) {
    Found[] found = {Found.NOTHING};
    forEach(
        letter -> {
          if (!isOfJournal(letter)) {
            found[0] = found[0].withElsewhere();
            return;
          }
          ConsumerRecord<byte[], byte[]> original = original(letter);
          found[0] =
              original == null ? found[0].withGone() : found[0].with(occurredAt(original, reader));
        });
    return found[0];
  }

  /** Writes all of them, and waits until they are acknowledged. */
  void writeTo(JournalWriter writer, Progress progress) {
    long[] written = {0};
    forEach(
        letter -> {
          ConsumerRecord<byte[], byte[]> original = isOfJournal(letter) ? original(letter) : null;
          if (original != null) {
            writer.record(
                original.key(), original.value(), original.headers(), original.timestamp());
            progress.written(++written[0]);
          }
        });
    writer.flush();
  }

  private static Instant occurredAt(
      ConsumerRecord<byte[], byte[]> original, MemberEventReader reader) {
    try {
      return reader.read(original.value()).getOccurredAt();
    } catch (UndecodableException e) {
      return Instant.ofEpochMilli(original.timestamp());
    }
  }

  private void forEach(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    ends.forEach(
        (partition, end) ->
            letters.forEach(
                partition,
                letters.beginning(partition),
                end,
                letter -> {
                  if (REASON.equals(header(letter, Topics.DEAD_LETTER_REASON))) {
                    taker.accept(letter);
                  }
                }));
  }

  /** Several journals may share a topic of dead letters. */
  private boolean isOfJournal(ConsumerRecord<byte[], byte[]> letter) {
    return journal.equals(header(letter, Topics.DEAD_LETTER_TOPIC));
  }

  /** The record as it was in the journal; null if it is nowhere any more. */
  private @Nullable ConsumerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
    return letter.value() == null ? inJournal(letter) : withoutReason(letter);
  }

  private static ConsumerRecord<byte[], byte[]> withoutReason(
      ConsumerRecord<byte[], byte[]> letter) {
    Headers own = new RecordHeaders();
    for (Header header : letter.headers()) {
      if (!header.key().startsWith(Topics.DEAD_LETTER_HEADERS)) {
        own.add(header);
      }
    }
    return new ConsumerRecord<>(
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.timestamp(),
        letter.timestampType(),
        letter.serializedKeySize(),
        letter.serializedValueSize(),
        letter.key(),
        letter.value(),
        own,
        letter.leaderEpoch());
  }

  /** What was too long for a dead letter, at the place that the letter names. */
  private @Nullable ConsumerRecord<byte[], byte[]> inJournal(
      ConsumerRecord<byte[], byte[]> letter) {
    TopicPartition partition =
        new TopicPartition(journal, Integer.parseInt(header(letter, Topics.DEAD_LETTER_PARTITION)));
    long offset = Long.parseLong(header(letter, Topics.DEAD_LETTER_OFFSET));
    if (offset < originals.beginning(partition) || offset >= originals.end(partition)) {
      return null;
    }
    AtomicReference<@Nullable ConsumerRecord<byte[], byte[]>> found = new AtomicReference<>();
    originals.forEach(partition, offset, offset + 1, found::set);
    return found.get();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    letters.close();
    originals.close();
  }
}
