package io.rfmstreams.app.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.app.cli.CommandGroup;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.engine.Axis;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.rules.RuleFileException;
import io.rfmstreams.rules.yaml.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code rules}. */
@Command(
    name = "rules",
    description = "Checks rule files before they are used.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = RulesCommand.Check.class)
public final class RulesCommand extends CommandGroup {

  /** The command {@code rules check}. */
  @Command(
      name = "check",
      description =
          "Checks rule files; says what is wrong by line and column, and what was expected.")
  static final class Check implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Rule files.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    private final ArrayNode told = new ObjectMapper().createArrayNode();

    @Override
    public Integer call() {
      boolean sound = true;
      for (Path file : files) {
        sound &= check(file);
      }
      if (json) {
        spec.commandLine().getOut().println(told.toPrettyString());
      }
      return sound ? ExitCode.CLEAN : ExitCode.FAILED;
    }

    private boolean check(Path file) {
      PrintWriter out = spec.commandLine().getOut();
      try {
        RuleFile rules = RuleFile.read(file);
        tell(file, true, rules.warnings());
        if (!json) {
          rules.warnings().forEach(warning -> out.println("warning: " + warning));
          out.println("sound: " + rules + ", " + summary(rules));
        }
        return true;
      } catch (RuleFileException e) {
        tell(file, false, e.problems());
        if (!json) {
          e.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
        }
        return false;
      }
    }

    private static String summary(RuleFile rules) {
      List<String> axes = new ArrayList<>();
      for (Axis axis : rules.rules().axes()) {
        axes.add("%s (%d segments)".formatted(axis.name(), axis.segments().size()));
      }
      return "%s, %s, window %s; axes %s; %d policies"
          .formatted(
              rules.zone(),
              rules.currency(),
              rules.rules().window(),
              String.join(", ", axes),
              rules.rules().policies().size());
    }

    private void tell(Path file, boolean sound, List<Problem> problems) {
      ObjectNode node = told.addObject().put("file", file.toString()).put("sound", sound);
      ArrayNode list = node.putArray(sound ? "warnings" : "problems");
      for (Problem problem : problems) {
        ObjectNode one =
            list.addObject()
                .put("line", problem.line())
                .put("column", problem.column())
                .put("wrong", problem.wrong())
                .put("expected", problem.expected());
        problem.didYouMean().ifPresent(suggestion -> one.put("didYouMean", suggestion));
      }
    }
  }
}
