package io.rfmstreams.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {
  private static final List<String> ALLOWED = List.of("recencyDays", "frequency", "r", "INR");

  @ParameterizedTest
  @CsvSource({
    "recencydays,recencyDays",
    "recenyDays,recencyDays",
    "recnecyDays,recencyDays",
    "frequenzy,frequency",
    "inr,INR",
    "R,r"
  })
  void isTheWordFewestSlipsAway(String written, String meant) {
    assertThat(NearestWord.to(written, ALLOWED)).contains(meant);
  }

  @Test
  void isNone_whenEveryWordIsFarOff() {
    assertThat(NearestWord.to("birthday", ALLOWED)).isEmpty();
    assertThat(NearestWord.to("", ALLOWED)).isEmpty();
    assertThat(NearestWord.to("r".repeat(1000), ALLOWED)).isEmpty();
  }
}
