package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.service.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RfmTest {

  private Terminal terminal;
  private Path home;

  @BeforeEach
  void open(@TempDir Path directory) {
    home = directory;
    terminal = new Terminal(directory);
  }

  @Test
  void withoutACommand_showsWhatThereIs() {
    Result result = terminal.run();

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("Usage: rfm", "settings", "topics", "schemas", "Exit status");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void everyCommand_hasHelp() {
    List<String[]> commands = new ArrayList<>();
    collect(Rfm.commandLine(new Settings.Places(home, home, Map.of())), List.of(), commands);

    assertThat(commands).hasSizeGreaterThan(5);
    for (String[] command : commands) {
      Result result = terminal.run(command);
      assertThat(result.code()).as(String.join(" ", command)).isZero();
      assertThat(result.out()).contains("Usage: rfm").contains("--help");
      assertThat(result.err()).isEmpty();
    }
  }

  private static void collect(CommandLine command, List<String> words, List<String[]> all) {
    List<String> help = new ArrayList<>(words);
    help.add("--help");
    all.add(help.toArray(String[]::new));
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> longer = new ArrayList<>(words);
              longer.add(name);
              collect(sub, longer, all);
            });
  }

  @Test
  void aGroupOfCommands_showsThem() {
    for (String group : List.of("topics", "schemas", "rules")) {
      Result result = terminal.run(group);

      assertThat(result.code()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).startsWith("Usage: rfm " + group).contains("Commands:");
    }
  }

  @Test
  void help_isACommandToo() {
    assertThat(terminal.run("help").out()).isEqualTo(terminal.run("--help").out());
    assertThat(terminal.run("help", "load").out()).startsWith("Usage: rfm load");
    assertThat(terminal.run("help").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replay|--as-of|tomorrow|'tomorrow', expected a day such as 2026-01-31",
        "demo|--speed|x|'x', expected a number such as 2.5",
        "bench|--runs|1.5|'1.5', expected a whole number"
      })
  void anOptionsValueThatCannotBeRead_isSaidInItsOwnTerms(
      String command, String option, String value, String said) {
    Result result = terminal.run(command, option, value);

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(option, said).doesNotContain("java.", "Exception");
  }

  @Test
  void version_isSaid() {
    Result result = terminal.run("--version");

    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("rfm ").contains("Java " + Runtime.version());
  }

  @Test
  void aMisspeltCommandOrOption_isUsage_andTheNearestIsSaid() {
    Result command = terminal.run("setings");
    assertThat(command.code()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err())
        .contains("rfm: Unmatched argument at index 0: 'setings'")
        .contains("Did you mean settings?")
        .contains("Try 'rfm --help'");

    Result option = terminal.run("topics", "create", "--jsn");
    assertThat(option.code()).isEqualTo(ExitCode.USAGE);
    assertThat(option.err()).contains("--jsn", "--json", "Try 'rfm topics create --help'");

    assertThat(terminal.run("dmeo").err()).contains("Did you mean demo?");
    assertThat(terminal.run("settings", "--config").code()).isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "demo, --set, rfm.zone=UTC",
    "demo, --config, mine.properties",
    "bench, --set, rfm.zone=UTC",
    "bench, --config, mine.properties"
  })
  void settingsForACommandThatReadsNone_areUsage(String command, String option, String value) {
    Result result = terminal.run(command, option, value);

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("rfm: Unknown options: '" + option + "', '" + value + "'");
  }

  @Test
  void wrongSettings_areUsage_inPlainLines() {
    Result result = terminal.with("RFM_ZNE", "UTC").run("settings", "--set", "rfm.currency=money");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err().lines())
        .containsExactly(
            "rfm: environment variable RFM_ZNE: there is no such setting; did you mean RFM_ZONE?",
            "     --set: rfm.currency is \"money\", expected an ISO 4217 currency code such as EUR");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aStackTrace_isShownOnDemandOnly() {
    assertThat(terminal.run("settings", "--config", "gone").err()).doesNotContain("\tat ");
    assertThat(terminal.run("settings", "--config", "gone", "--stacktrace").err())
        .contains("\tat ");
  }

  @Test
  void settings_showsOriginsAndMasksSecrets() throws Exception {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/rfm.properties"), "rfm.zone=Europe/Paris\n");
    terminal.with("RFM_KAFKA_SASL_JAAS_CONFIG", "s3cr3t");

    Result table = terminal.run("settings");
    Result json = terminal.run("settings", "--json");

    assertThat(table.code()).isZero();
    assertThat(table.out())
        .containsPattern("rfm.zone=Europe/Paris +# .*rfm.properties, line 1\n")
        .contains("rfm.kafka.sasl.jaas.config=********");
    assertThat(table.out() + json.out()).doesNotContain("s3cr3t");
    assertThat(json.out()).contains("\"key\" : \"rfm.zone\"").contains("\"origin\" : \"default\"");
  }
}
