package io.rfmstreams.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class JournalPartitionsTest {

  /** Kafka's own published hashes of these keys, of both signs, modulo a prime. */
  @Test
  void isTheHashThatIsPublished_withoutItsSign() {
    Map<String, Integer> hashes =
        Map.of(
            "21", -973932308,
            "foobar", -790332482,
            "a-little-bit-long-string", -985981536,
            "a-little-bit-longer-string", -1486304829,
            "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971,
            "abc", 479470107);

    hashes.forEach(
        (key, hash) ->
            assertThat(new JournalPartitions(7919).of(key.getBytes(UTF_8)))
                .as(key)
                .isEqualTo((hash & 0x7fffffff) % 7919));
  }

  /** Whatever bytes a key has, it is where a Java producer puts it unless told otherwise. */
  @Test
  void isWhereAJavaProducerPutsIt() {
    Random random = new Random(17);
    for (int i = 0; i < 2_000; i++) {
      byte[] key = new byte[random.nextInt(40)];
      random.nextBytes(key);
      for (int count : List.of(1, 2, 3, 7, 64)) {
        assertThat(new JournalPartitions(count).of(key))
            .isEqualTo(BuiltInPartitioner.partitionForKey(key, count));
      }
    }
  }

  @Test
  void takesNoTopicWithoutPartitions() {
    assertThatThrownBy(() -> new JournalPartitions(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
