package io.rfmstreams.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of progress where there is no terminal. */
class ProgressTest {

  @Test
  void everyTenthIsALine_andTheLastLineIsTheEnd() {
    List<String> lines = lines(12_800, 100);

    assertThat(lines).hasSize(10).startsWith(line(1_300, 12_800)).endsWith(line(12_800, 12_800));
  }

  @Test
  void theLastLineIsTheEnd_howeverLargeTheSteps() {
    assertThat(lines(128_000, 63_999))
        .containsExactly(line(63_999, 128_000), line(127_998, 128_000), line(128_000, 128_000));
  }

  @Test
  void whatIsDoneInAMoment_isNotShown() {
    assertThat(lines(2, 1)).isEmpty();
  }

  private static String line(long done, long total) {
    return "playing: %,d of %,d events".formatted(done, total);
  }

  private static List<String> lines(long total, long step) {
    StringWriter written = new StringWriter();
    try (Progress progress =
        new Progress("playing", "events", total, new PrintWriter(written), false)) {
      for (long done = step; done < total; done += step) {
        progress.reached(done);
      }
      progress.complete();
    }
    return written.toString().lines().toList();
  }
}
