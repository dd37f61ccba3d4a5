package io.rfmstreams.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

class CommandLinesTest {

  @Test
  void codesAreTheCommandsOwn() {
    assertThat(run(() -> ExitCode.CLEAN).code()).isZero();
    assertThat(run(() -> ExitCode.SOME_REJECTED).code()).isEqualTo(3);
  }

  @Test
  void failures_areSaidAsTheyAre() {
    assertSaid(ExitCode.FAILED, "rfm: what\n     what to do\n", Failure.failed("what\nwhat to do"));
    assertSaid(ExitCode.USAGE, "rfm: what\n", Failure.usage("what"));
  }

  @Test
  void filesThatCannotBeRead_areNamed() {
    assertSaid(1, "rfm: f.csv: there is no such file\n", new NoSuchFileException("f.csv"));
    assertSaid(
        1,
        "rfm: f.csv (No such file or directory)\n",
        new FileNotFoundException("f.csv (No such file or directory)"));
    assertSaid(
        1,
        "rfm: f.csv: permission denied\n",
        new UncheckedIOException(new AccessDeniedException("f.csv")));
    assertSaid(1, "rfm: disk full\n", new IOException("disk full"));
  }

  @Test
  void mistakesOfTheProgram_areSaidInPlainLines_too() {
    assertSaid(
        1,
        "rfm: unexpected: java.lang.IllegalStateException: oops\n"
            + "     This is a mistake in the program. --stacktrace shows where.\n",
        new IllegalStateException("oops"));
  }

  @Test
  void outOfMemory_isSaid() {
    Result result =
        run(
            () -> {
              throw new OutOfMemoryError("pretended");
            });

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).startsWith("rfm: out of memory").contains("JAVA_OPTS");
  }

  @Test
  void resultsThatCannotBeWritten_areAFailure() {
    Result full = runInto("No space left on device");
    assertThat(full.code()).isEqualTo(ExitCode.FAILED);
    assertThat(full.err())
        .startsWith("rfm: cannot write to standard output: No space left on device");

    assertThat(runInto("Broken pipe").code()).isEqualTo(ExitCode.CLEAN);
  }

  private static Result runInto(String refusal) {
    OutputStream refusing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(refusal);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CommandLine root = new CommandLine(new Printing());
    int code = CommandLines.run(root, refusing, err);
    return new Result(code, err.toString(StandardCharsets.UTF_8));
  }

  private static void assertSaid(int code, String said, Exception thrown) {
    Result result =
        run(
            () -> {
              throw thrown;
            });
    assertThat(result.err()).isEqualTo(said.replace("\n", System.lineSeparator()));
    assertThat(result.code()).isEqualTo(code);
  }

  private record Result(int code, String err) {}

  private static Result run(Callable<Integer> work) {
    StringWriter err = new StringWriter();
    CommandLine root = new CommandLine(new Working(work));
    int code = CommandLines.run(root, new PrintWriter(new StringWriter()), new PrintWriter(err));
    return new Result(code, err.toString());
  }

  @Command(name = "print")
  private static final class Printing implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().print("results"); // not a line: reaches the stream at the end
      return ExitCode.CLEAN;
    }
  }

  @Command(name = "work")
  private record Working(Callable<Integer> work) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return work.call();
    }
  }
}
