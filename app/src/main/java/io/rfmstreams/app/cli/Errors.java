package io.rfmstreams.app.cli;

import io.rfmstreams.offline.WrongUseException;
import io.rfmstreams.offline.columns.ColumnMappingException;
import io.rfmstreams.offline.events.EventsFileException;
import io.rfmstreams.rules.RuleFileException;
import io.rfmstreams.rules.yaml.NearestWord;
import io.rfmstreams.service.ServiceException;
import io.rfmstreams.service.settings.SettingsException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says errors in plain lines on standard error, and turns them into exit codes. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private static final String STACK_TRACE = "--stacktrace";

  /** A command line that does not parse. */
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    print(command, said(e));
    if (e instanceof UnmatchedArgumentException unmatched) {
      meant(unmatched).ifPresent(word -> err.println("     Did you mean " + word + "?"));
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what it takes.");
    return ExitCode.USAGE;
  }

  private static Optional<String> meant(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    Collection<String> known =
        Stream.concat(
                command.getSubcommands().keySet().stream(),
                command.getCommandSpec().optionsMap().keySet().stream())
            .toList();
    return e.getUnmatched().stream().findFirst().flatMap(word -> NearestWord.to(word, known));
  }

  /** A command that ended early. */
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean traced = parsed.originalArgs().contains(STACK_TRACE);
    if (traced) {
      e.printStackTrace(command.getErr());
    }
    if (e instanceof Failure failure) {
      print(command, said(failure));
      return failure.exitCode();
    }
    if (e instanceof SettingsException || e instanceof WrongUseException) {
      print(command, said(e));
      return ExitCode.USAGE;
    }
    if (e instanceof RuleFileException
        || e instanceof ColumnMappingException
        || e instanceof EventsFileException
        || e instanceof ServiceException) {
      print(command, said(e));
      return ExitCode.FAILED;
    }
    if (e instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      print(command, reason(unchecked.getCause()));
      return ExitCode.FAILED;
    }
    if (e instanceof IOException io) {
      print(command, reason(io));
      return ExitCode.FAILED;
    }
    LoggerFactory.getLogger(Errors.class).info("unexpected", e);
    print(
        command,
        "unexpected: "
            + e
            + (traced
                ? ""
                : "\nThis is a mistake in the program. " + STACK_TRACE + " shows where."));
    return ExitCode.FAILED;
  }

  /** Files' exceptions often say no more than the path. */
  private static String reason(IOException e) {
    String message = said(e);
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return message.contains("(") ? message : message + ": there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return message + ": permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return message + ": exists already";
    }
    if (e instanceof NotDirectoryException) {
      return message + ": not a folder";
    }
    return message;
  }

  private static String said(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  private static void print(CommandLine command, String message) {
    CommandLine.Help.ColorScheme colours = command.getColorScheme();
    String[] lines = message.split("\n", -1);
    command.getErr().println(colours.errorText("rfm: ").toString() + lines[0]);
    for (int i = 1; i < lines.length; i++) {
      command.getErr().println("     " + lines[i]);
    }
  }
}
