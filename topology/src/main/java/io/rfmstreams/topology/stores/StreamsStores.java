package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.DeadlineEntry;
import io.rfmstreams.engine.DrainProgress;
import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.PartitionStores;
import io.rfmstreams.topology.names.Names;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A partition's stores as Kafka Streams keeps them: on disk, and in changelog topics. */
public final class StreamsStores implements PartitionStores {
  private final int partition;
  private final KeyValueStore<String, MemberState> members;
  private final KeyValueStore<Bytes, byte[]> deadlines;
  private final TickStore ticks;
  private final KeyValueStore<Integer, Ledger> ledgers;

  /** The stores of the task a processor runs in. */
  public static StreamsStores of(ProcessorContext<?, ?> context) {
    return new StreamsStores(
        context.taskId().partition(),
        context.getStateStore(Names.MEMBERS),
        context.getStateStore(Names.DEADLINES),
        new TickStore(context.getStateStore(Names.TICKS)),
        context.getStateStore(Names.LEDGER));
  }

  public StreamsStores(
      int partition,
      KeyValueStore<String, MemberState> members,
      KeyValueStore<Bytes, byte[]> deadlines,
      TickStore ticks,
      KeyValueStore<Integer, Ledger> ledgers) {
    this.partition = partition;
    this.members = members;
    this.deadlines = deadlines;
    this.ticks = ticks;
    this.ledgers = ledgers;
  }

  public TickStore ticks() {
    return ticks;
  }

  @Override
  public MemberState member(String memberId) {
    MemberState state = members.get(memberId);
    return state == null ? MemberState.unknown() : state;
  }

  @Override
  public void saveMember(String memberId, MemberState state) {
    members.put(memberId, state);
  }

  @Override
  public void addDeadline(DeadlineEntry entry) {
    Bytes key = DeadlineKey.of(entry);
    byte[] there = deadlines.get(key);
    if (there == null) {
      deadlines.put(key, DeadlineKey.value(entry));
      return;
    }
    DeadlineEntry known = DeadlineKey.entry(key, there);
    DeadlineEntry both = known.with(entry);
    if (both != known) {
      deadlines.put(key, DeadlineKey.value(both));
    }
  }

  @Override
  public void removeDeadline(DeadlineEntry entry) {
    deadlines.delete(DeadlineKey.of(entry));
  }

  @Override
  public DeadlineScan scanDeadlines(DrainProgress.Cursor after, Instant until) {
    return new Scan(deadlines.range(DeadlineKey.after(after), DeadlineKey.afterAllOf(until)));
  }

  @Override
  public DrainProgress progress() {
    return ticks.progress();
  }

  @Override
  public void saveProgress(DrainProgress progress) {
    ticks.save(progress);
  }

  @Override
  public Ledger ledger() {
    Ledger ledger = ledgers.get(partition);
    return ledger == null ? Ledger.EMPTY : ledger;
  }

  @Override
  public void saveLedger(Ledger ledger) {
    ledgers.put(partition, ledger);
  }

  private record Scan(KeyValueIterator<Bytes, byte[]> due) implements DeadlineScan {
    @Override
    public boolean hasNext() {
      return due.hasNext();
    }

    @Override
    public DeadlineEntry next() {
      KeyValue<Bytes, byte[]> entry = due.next();
      return DeadlineKey.entry(entry.key, entry.value);
    }

    @Override
    public void close() {
      due.close();
    }
  }
}
