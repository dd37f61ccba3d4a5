package io.rfmstreams.benchmarks;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.Lifecycle;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.MemberStateCodec;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one decision costs, by how many purchases the member's memory holds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls prepare first.
public class DoorBenchmark {
  private static final Instant FIRST = Instant.parse("2025-01-01T04:00:00Z");

  /** Purchases before the one measured. */
  @Param({"0", "3", "20", "511"})
  private int purchases;

  /** Without churn detectors, with those that need no survival model, and with one. */
  @Param({
    "config/rules/retail-demo.yaml",
    "benchmarks/rules/retail-churn-without-model.yaml",
    "config/rules/retail-churn.yaml"
  })
  private String ruleFile;

  private final Lifecycle lifecycle = new Lifecycle();
  private RuleBook rules;
  private MemberState state;
  private byte[] stored;
  private MemberEvent next;
  private Instant seenAt;

  /** A member with evenly spread purchases. */
  @Setup
  public void prepare() {
    rules =
        RuleBooks.of(
            List.of(RuleFile.read(Path.of(System.getProperty("rfm.home", ".")).resolve(ruleFile))),
            Deployment.Bounds.DEFAULT);
    state = MemberState.unknown();
    for (int i = 0; i < purchases; i++) {
      MemberEvent event = purchase(i);
      state = lifecycle.decide(state, event, event.occurredAt(), rules).next();
    }
    stored = purchases == 0 ? new byte[0] : MemberStateCodec.encode(state);
    next = purchase(purchases);
    seenAt = next.occurredAt();
  }

  private static MemberEvent purchase(int number) {
    String id = Integer.toString(1_000_000 + number);
    Instant at = FIRST.plus(Duration.ofHours(17L * number));
    return new MemberEvent(
        id, "m", MemberEvent.PURCHASE, at, 9_900L, "GBP", id, null, null, Map.of());
  }

  /** The door alone. */
  @Benchmark
  public Decision decide() {
    return lifecycle.decide(state, next, seenAt, rules);
  }

  /** The door between reading and writing the stored form, as the pipeline does it. */
  @Benchmark
  public byte[] decideStored() {
    MemberState before =
        stored.length == 0 ? MemberState.unknown() : MemberStateCodec.decode(stored);
    return MemberStateCodec.encode(lifecycle.decide(before, next, seenAt, rules).next());
  }
}
