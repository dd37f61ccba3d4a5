package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ZoneCalendarTest {

  @Test
  void fingerprint_tellsCalendarsApartByWhenTheirDaysBegin() {
    assertThat(fingerprint("Asia/Shanghai"))
        .isEqualTo(fingerprint("PRC"))
        .isNotEqualTo(fingerprint("Asia/Singapore"));
    // Stored with every partition: it must not change while the days do not.
    assertThat(fingerprint("UTC")).isEqualTo("e441a1cc");
  }

  private static String fingerprint(String zone) {
    return new ZoneCalendar(ZoneId.of(zone)).fingerprint();
  }
}
