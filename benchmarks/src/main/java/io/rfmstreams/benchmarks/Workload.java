package io.rfmstreams.benchmarks;

import io.rfmstreams.engine.MemberEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Purchases of a made-up programme: each of a number of members buys so often on average, at random
 * moments of a span of days. The same numbers give the same events, in order of time.
 *
 * @param members how many members
 * @param events how many purchases
 * @param start the first moment
 * @param days how many days they are spread over
 */
record Workload(int members, int events, Instant start, int days) {

  private static final int SMALLEST_MINOR = 500;
  private static final int LARGEST_MINOR = 120_000;

  /** Two hundred thousand members who buy seven times a year. */
  static Workload standard() {
    return new Workload(200_000, 1_400_000, Instant.parse("2025-01-01T00:00:00Z"), 365);
  }

  /** Hands out every event, ascending by time. */
  void forEach(Consumer<MemberEvent> sink) {
    SplittableRandom random = new SplittableRandom(1);
    long step = Duration.ofDays(days).toMillis() / events;
    for (int i = 0; i < events; i++) {
      sink.accept(
          new MemberEvent(
              Integer.toString(1_000_000 + i),
              "member-" + random.nextInt(members),
              MemberEvent.PURCHASE,
              start.plusMillis(i * step + random.nextLong(step)),
              (long) random.nextInt(SMALLEST_MINOR, LARGEST_MINOR),
              "CNY",
              Integer.toString(1_000_000 + i),
              "shop",
              null,
              Map.of()));
    }
  }
}
