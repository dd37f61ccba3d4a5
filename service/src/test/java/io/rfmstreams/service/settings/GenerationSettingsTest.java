package io.rfmstreams.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.StateForms;
import io.rfmstreams.topology.stores.TriggersFrom;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days and forms that a generation has. */
class GenerationSettingsTest {
  private Path home;

  @BeforeEach
  void makeAPlace(@TempDir Path directory) {
    home = directory;
  }

  private Settings read(String... assignments) {
    return Settings.read(new Settings.Places(home, home, Map.of()), null, List.of(assignments));
  }

  @Test
  void unsaid_eventsBeginIn1990_andNobodyHasSaidWhichTriggersGoOut() {
    Settings settings = read();

    assertThat(settings.deployment().earliestDay()).isEqualTo("1990-01-01");
    assertThat(settings.triggersFrom()).isEmpty();
    assertThat(settings.forms().written()).isEqualTo(StateForms.current().written());
  }

  @Test
  void saidDaysHold() {
    Settings settings = read("rfm.earliest-day=2005-06-01", "rfm.triggers.from=2026-03-01");

    assertThat(settings.deployment().earliestDay()).isEqualTo("2005-06-01");
    assertThat(settings.deployment().triggersFrom()).isEqualTo("2026-03-01");
    assertThat(settings.triggersFrom()).hasValue(new TriggersFrom(LocalDate.of(2026, 3, 1)));
    assertThat(read("rfm.triggers.from=beginning").triggersFrom()).hasValue(TriggersFrom.BEGINNING);
  }

  @Test
  void theFormOfToday_mayBeSaid() {
    int today = StateForms.current().written();

    assertThat(read("rfm.state.form=" + today).forms().written()).isEqualTo(today);
  }

  @ParameterizedTest
  @CsvSource({
    "rfm.earliest-day, 1969-12-31, a day from 1970-01-01 to 2199-12-31",
    "rfm.earliest-day, 1990, a day from 1970-01-01 to 2199-12-31",
    "rfm.triggers.from, soon, 'a day such as 2026-01-01, or beginning'",
    "rfm.triggers.from, 1969-12-31, 'a day such as 2026-01-01, or beginning'",
    "rfm.triggers.from, 2026-02-30, 'a day such as 2026-01-01, or beginning'",
    "rfm.state.form, 1, a form in which this version can write members' states",
    "rfm.state.form, x, a form in which this version can write members' states",
  })
  void whatIsNone_isRefused(String key, String text, String expected) {
    assertThatThrownBy(() -> read(key + "=" + text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("%s is \"%s\", expected %s", key, text, expected);
  }
}
