package io.rfmstreams.app;

import io.rfmstreams.app.bench.BenchCommand;
import io.rfmstreams.app.cli.CommandGroup;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.app.commands.BacktestCommand;
import io.rfmstreams.app.commands.FitCommand;
import io.rfmstreams.app.commands.ReplayCommand;
import io.rfmstreams.app.commands.RulesCommand;
import io.rfmstreams.app.commands.RunCommand;
import io.rfmstreams.app.commands.SchemasCommand;
import io.rfmstreams.app.commands.SettingsCommand;
import io.rfmstreams.app.commands.TopicsCommand;
import io.rfmstreams.app.demo.DemoCommand;
import io.rfmstreams.app.load.LoadCommand;
import io.rfmstreams.service.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code rfm}: the list of all commands. */
@Command(
    name = "rfm",
    description = "Live RFM segmentation and churn detection on Kafka Streams.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Rfm.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      LoadCommand.class,
      ReplayCommand.class,
      FitCommand.class,
      BacktestCommand.class,
      RulesCommand.class,
      TopicsCommand.class,
      SchemasCommand.class,
      SettingsCommand.class,
      BenchCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit status: 0 clean, 3 some input rejected, 2 wrong usage or settings, 1 failed."
    })
final class Rfm extends CommandGroup {

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Shows where in the program an error came from.")
  private boolean stacktrace;

  /** All commands, ready to run with the settings found in the given places. */
  static CommandLine commandLine(Settings.Places places) {
    return new CommandLine(new Rfm(), SettingsOptions.factory(places));
  }

  /** The version that the jar carries. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Rfm.class.getPackage().getImplementationVersion();
      return new String[] {
        "rfm " + (version == null ? "(not packaged)" : version),
        "Java " + Runtime.version() + " on " + System.getProperty("os.name")
      };
    }
  }
}
