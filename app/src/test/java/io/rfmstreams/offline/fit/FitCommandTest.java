package io.rfmstreams.offline.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of {@code fit}, and where it may write. */
class FitCommandTest {
  private static Cdnow cdnow;

  private Path directory;
  private Terminal terminal;

  @BeforeAll
  static void writeCdnow(@TempDir Path shared) throws IOException {
    cdnow = Cdnow.writtenTo(shared);
  }

  @BeforeEach
  void open(@TempDir Path empty) {
    directory = empty;
    terminal = new Terminal(empty);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model=pareto-nbd | bg-nbd",
        "--model=bg-nbd --unit=month | DAY",
        "--model=bg-nbd --calibration-end=soon | soon",
        "--model=bg-nbd --calibration-end=+999999999-12-31 | --calibration-end is",
        "--unit=day | --model"
      })
  void wrongOptions_areUsageErrors(String options, String said) {
    Result result =
        terminal.run(
            Cdnow.with(
                new String[] {"fit", cdnow.events().toString()}, options.strip().split(" ", -1)));

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(said.strip()).doesNotContain("\tat ");
  }

  @Test
  void whatIsRead_isNeverOverwritten() throws IOException {
    Path events = Files.copy(cdnow.events(), directory.resolve("events.csv"));
    Path rules = Files.copy(cdnow.rules(), directory.resolve("mine.yaml"));

    for (Path read : List.of(events, rules)) {
      Result result =
          terminal.run(
              "fit",
              events.toString(),
              "--rules",
              rules.toString(),
              "--model",
              "bg-nbd",
              "--fragment",
              read.toString());

      assertThat(result.code()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains(read + " would overwrite", "name another --fragment");
    }
    assertThat(events).hasSameTextualContentAs(cdnow.events());
    assertThat(rules).hasSameTextualContentAs(cdnow.rules());
  }

  @Test
  void standardOutputAsTheFragmentsPlace_isRefused() {
    Result result = cdnow.fit(terminal, "bg-nbd", "--fragment", "-");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--fragment takes the name of a file");
  }

  @Test
  void aFragmentThatCannotBeWritten_isSaid() {
    Result result =
        cdnow.fit(terminal, "bg-nbd", "--fragment", directory.resolve("no/such/folder").toString());

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("cannot write " + directory.resolve("no/such/folder"));
  }
}
