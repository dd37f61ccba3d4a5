package io.rfmstreams.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rfmstreams.app.cli.CommandGroup;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.setup.KafkaBrokers;
import io.rfmstreams.service.setup.TopicReport;
import io.rfmstreams.service.setup.TopicReport.State;
import io.rfmstreams.service.setup.TopicSetup;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code topics}. */
@Command(
    name = "topics",
    description = "Creates and describes the topics of the settings' deployment.",
    synopsisSubcommandLabel = "COMMAND")
public final class TopicsCommand extends CommandGroup {

  @Spec private CommandSpec spec;

  @Command(
      name = "create",
      description = {
        "Creates the topics that are missing.",
        "A topic that is there is never changed; where it differs from what is expected, that is said,"
            + " and the exit status is 1."
      })
  int create(
      @Mixin SettingsOptions options,
      @Option(names = "--json", description = "Prints JSON.") boolean json)
      throws JsonProcessingException {
    return report(options.read(), json, TopicSetup::create);
  }

  @Command(
      name = "describe",
      description = {
        "Shows the topics beside what is expected of them.",
        "The exit status is 1 if one is missing or differs."
      })
  int describe(
      @Mixin SettingsOptions options,
      @Option(names = "--json", description = "Prints JSON.") boolean json)
      throws JsonProcessingException {
    return report(options.read(), json, TopicSetup::describe);
  }

  private int report(Settings settings, boolean json, Function<TopicSetup, List<TopicReport>> work)
      throws JsonProcessingException {
    List<TopicReport> topics;
    try (KafkaBrokers brokers = KafkaBrokers.of(settings)) {
      topics = work.apply(new TopicSetup(brokers, settings.topics()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Printed.json(out, topics);
    } else {
      Printed.table(out, topics.stream().map(TopicsCommand::row).toList());
    }
    out.flush();
    return judge(topics);
  }

  private static int judge(List<TopicReport> topics) {
    List<String> wrong = new ArrayList<>();
    List<String> missing =
        topics.stream()
            .filter(topic -> topic.state() == State.MISSING)
            .map(TopicReport::name)
            .toList();
    if (!missing.isEmpty()) {
      wrong.add("missing: " + String.join(", ", missing) + "; `./rfm topics create` creates them");
    }
    for (TopicReport topic : topics) {
      topic.differences().forEach(difference -> wrong.add(topic.name() + ": " + difference));
    }
    if (wrong.isEmpty()) {
      return ExitCode.CLEAN;
    }
    if (topics.stream().anyMatch(topic -> !topic.differences().isEmpty())) {
      wrong.add(
          "What differs was left as it is. Change it with Kafka's own tools if that is safe; another"
              + " number of partitions takes a new generation.");
    }
    throw Failure.failed(String.join("\n", wrong));
  }

  private static List<String> row(TopicReport topic) {
    boolean there = topic.state() != State.MISSING;
    return List.of(
        topic.name(),
        topic.state().name().toLowerCase(Locale.ROOT),
        there ? topic.partitions() + " partitions" : "",
        there ? topic.replication() + (topic.replication() == 1 ? " copy" : " copies") : "",
        topic.config().entrySet().stream()
            .filter(entry -> !entry.getKey().startsWith("message.timestamp."))
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" ")));
  }
}
