package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementWatchTest {
  private final List<String> errors = new ArrayList<>();
  private final PlacementWatch watch = new PlacementWatch(errors::add);

  @Test
  void saysNothing_whileHalfOfTheLatestAreMisplaced() {
    see(500, true);
    see(500, false);
    for (int i = 0; i < 2_000; i++) {
      watch.saw(i % 2 == 0);
    }

    assertThat(errors).isEmpty();
  }

  @Test
  void namesTheSetting_onceMoreThanHalfAre() {
    see(500, true);
    assertThat(errors).isEmpty();

    see(1, true);

    assertThat(errors)
        .singleElement()
        .asString()
        .contains("'wrong-partition'", "partitioner=murmur2_random", "librdkafka");
  }

  /** However often the share crosses the half. */
  @Test
  void saysItOnceAnEpisode() {
    see(5_000, true);
    for (int i = 0; i < 20; i++) {
      see(520, false);
      see(600, true);
    }
    assertThat(errors).hasSize(1);

    see(1_000, false);
    see(501, true);
    assertThat(errors).hasSize(2);
  }

  @Test
  void looksAtTheLatestOnly() {
    see(10_000, false);
    see(500, true);
    assertThat(errors).isEmpty();

    see(1, true);
    assertThat(errors).hasSize(1);
  }

  private void see(int events, boolean misplaced) {
    for (int i = 0; i < events; i++) {
      watch.saw(misplaced);
    }
  }
}
