package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Partition;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.PerfLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Time costs only what is due: counted in calls, so that no slow machine fails it. */
class DrainCostTest {
  private static final Instant BOUGHT = PipelineDriver.at("2026-01-03");

  /** The first day on which the recency score of someone who bought on 2026-01-03 falls. */
  private static final String FIRST_DUE = "2026-02-02";

  private static RuleBook rules;

  private final DiskStores disk = new DiskStores();
  private int decided;

  @BeforeAll
  static void readRules() {
    rules = TestRules.book();
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void aTickWithNothingDue_costsTheSameFewReads_howeverManyMembersAreKnown(int members) {
    Partition partition = partitionOf(members);
    disk.costs().reset();

    tick(partition, "2026-01-10");
    partition.drain(1000);

    assertThat(disk.costs().all())
        .isEqualTo(Map.of("range", 1, "hasNext", 1, "close", 1, "put", 4, "delete", 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000})
  void aTickCostsInProportionToTheMembersDue(int due) {
    Partition partition = partitionOf(5_000);
    for (int i = 0; i < due; i++) {
      partition.event(
          MemberWords.purchase("e", "early" + i, "2026-01-02", "1.00"), BOUGHT.toEpochMilli());
    }
    disk.costs().reset();
    decided = 0;

    tick(partition, "2026-02-01");
    int handled = partition.drain(Integer.MAX_VALUE);

    assertThat(handled).isEqualTo(due);
    assertThat(decided).isEqualTo(due);
    assertThat(disk.costs().of("next")).isEqualTo(due);
    // All are armed anew for one day, a hundred and twenty-eight to an entry, which is looked for
    // once.
    int entries = (due + 127) / 128;
    assertThat(disk.costs().of("get")).isEqualTo(due + entries);
    assertThat(disk.costs().of("range")).isEqualTo(1);
    assertThat(disk.costs().of("put")).isEqualTo(4 + due + entries);
    assertThat(disk.costs().of("delete")).isEqualTo(1 + due);
  }

  @Test
  void noSliceHandlesMoreThanItsBudget_andTogetherTheyHandleAll() {
    Partition partition = partitionOf(1_000);
    tick(partition, FIRST_DUE);
    int slices = 0;
    int handled = 0;
    while (partition.hasPendingTicks()) {
      disk.costs().reset();
      int slice = partition.drain(64);
      assertThat(slice).isLessThanOrEqualTo(64);
      assertThat(disk.costs().of("next")).isEqualTo(slice);
      handled += slice;
      slices++;
    }
    assertThat(handled).isEqualTo(1_000);
    assertThat(slices).isEqualTo(16);
  }

  /**
   * RocksDB answers a range by walking over every tombstone in it, until a compaction drops them. A
   * drain leaves one tombstone an entry; whoever scans from the start pays for all of them.
   */
  @Test
  void afterAHundredThousandDrained_theNextTickWalksOverNoTombstone(@TempDir Path scratch)
      throws RocksDBException, IOException {
    Partition partition = partitionOf(100_000);
    tick(partition, FIRST_DUE);
    while (partition.hasPendingTicks()) {
      partition.drain(2_000);
    }
    disk.costs().reset();

    // RocksDB counts by thread, whichever store is asked.
    try (Options options = new Options().setCreateIfMissing(true);
        RocksDB any = RocksDB.open(options, scratch.toString())) {
      any.setPerfLevel(PerfLevel.ENABLE_COUNT);
      any.getPerfContext().reset();
      tick(partition, "2026-02-03");
      partition.drain(2_000);
      long walkedOver = any.getPerfContext().getInternalDeleteSkippedCount();
      any.setPerfLevel(PerfLevel.DISABLE);

      assertThat(walkedOver).isLessThan(10);
    }
    assertThat(disk.costs().of("range")).isEqualTo(1);
    assertThat(disk.costs().of("next")).isZero();
  }

  private Partition partitionOf(int members) {
    Partition partition =
        new Partition(Timeline.of(rules), disk.stores(), (memberId, decision, cause) -> decided++);
    for (int i = 0; i < members; i++) {
      partition.event(
          MemberWords.purchase("e", "member" + i, "2026-01-03", "1.00"), BOUGHT.toEpochMilli());
    }
    return partition;
  }

  private static void tick(Partition partition, String day) {
    Instant at = LocalDate.parse(day).atStartOfDay(TestRules.ZONE).toInstant();
    partition.tick(at, at.plus(Duration.ofSeconds(30)).toEpochMilli());
  }
}
