package io.rfmstreams.app.commands;

import io.rfmstreams.app.cli.EventsFileParameter;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.app.cli.ShownProgress;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.backtest.Backtest;
import io.rfmstreams.offline.backtest.Findings;
import io.rfmstreams.offline.backtest.FindingsJson;
import io.rfmstreams.offline.backtest.FindingsText;
import io.rfmstreams.offline.backtest.Period;
import io.rfmstreams.offline.backtest.ReportPage;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.events.RejectSummary;
import io.rfmstreams.offline.files.WholeFiles;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.service.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rfm backtest}: how well detectors would have foretold silence. */
@Command(
    name = "backtest",
    description =
        "Plays a file up to a day, lets the rule set's detectors and segments speak, and looks at who really stayed silent.")
public final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;
  @Mixin private EventsFileParameter input;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description = "The rule file to test, by default that of the settings.")
  private @Nullable Path rules;

  @Option(
      names = "--against",
      paramLabel = "RULES",
      description =
          "Another rule file, to see whom its segments would alert and these would not, and the reverse.")
  private @Nullable Path against;

  @Option(
      names = "--at",
      paramLabel = "DATE",
      description =
          "The last day the detectors know, on which they speak; by default two thirds of the way through the file.")
  private @Nullable LocalDate at;

  @Option(
      names = "--horizon-days",
      paramLabel = "N",
      description =
          "How many days after it are looked at for orders; by default the rest of the file.")
  private @Nullable Integer horizonDays;

  @Option(
      names = "--out",
      paramLabel = "REPORT.html",
      description = "Where to write the report; by default ${DEFAULT-VALUE} in the current folder.")
  private Path out = Path.of("backtest.html");

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  /** What became of the lines, as far as is known: it is told also where the test fails. */
  private Account account = Account.NONE;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = options.read();
    Path chosen = rules == null ? settings.rules() : rules;
    RuleFile tested = RuleFile.read(chosen);
    RuleFile other = against == null ? null : RuleFile.read(against);
    requireDetectors(tested);
    if (other != null) {
      requireDetectors(other);
      requireSameDays(tested, other);
    }
    EventsFile events = input.file();
    requireWritable();
    WholeFiles.requirePlaceOfItsOwn(
        "--out",
        out,
        options.filesRead(events, against == null ? List.of(chosen) : List.of(chosen, against)));
    Findings findings =
        findings(
            new Backtest(book(tested, settings), other == null ? null : book(other, settings)),
            events,
            LocalDate.now(tested.zone()));
    WholeFiles.writeOne(
        out, to -> to.write(ReportPage.of(findings).getBytes(StandardCharsets.UTF_8)));
    print(findings, account.rejects());
    return findings.leftOut().rejectedLines() == 0 ? ExitCode.CLEAN : ExitCode.SOME_REJECTED;
  }

  private static void requireDetectors(RuleFile file) {
    if (file.rules().detectors().isEmpty()) {
      throw Failure.failed(
          """
          %s: no axis asks a detector, so there is nothing to test. Add some, for instance
            detectors:
              - { name: long_silent, inactivity-days: 90 }
              - { name: off_beat, cadence-factor: 2 }
          and ask for them in an axis: { name: at-risk, when: "long_silent || off_beat" }"""
              .formatted(file.source()));
    }
  }

  private static void requireSameDays(RuleFile tested, RuleFile other) {
    if (!other.zone().equals(tested.zone()) || !other.currency().equals(tested.currency())) {
      throw Failure.failed(
          "%s is for %s and %s, %s for %s and %s; only rule sets of one zone and currency can be compared"
              .formatted(
                  other.source(),
                  other.zone(),
                  other.currency(),
                  tested.source(),
                  tested.zone(),
                  tested.currency()));
    }
  }

  private static RuleBook book(RuleFile file, Settings settings) {
    return RuleBooks.of(List.of(file), settings.deployment().bounds());
  }

  /** Found out before the work, not after it. */
  private void requireWritable() {
    Path folder = out.toAbsolutePath().getParent();
    if (Files.isDirectory(out) || folder == null || !Files.isDirectory(folder)) {
      throw Failure.usage("--out is %s, expected a file in a folder that exists".formatted(out));
    }
  }

  private Findings findings(Backtest backtest, EventsFile events, LocalDate today)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return Shutdown.during(
          "rfm-backtest",
          (shutdown, scratch) -> {
            try (ShownProgress progress = new ShownProgress(err)) {
              Period.Wanted period = new Period.Wanted(at, horizonDays);
              return backtest.on(events, period, known -> account = known, scratch, progress);
            }
          });
    } finally {
      account.tell(events.source(), today, err);
      events
          .rows()
          .ifPresent(counts -> err.printf("%s: rows %s%n", events.source(), counts.asText()));
    }
  }

  private void print(Findings findings, RejectSummary rejects) {
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      to.println(new FindingsJson(findings, rejects).text());
      return;
    }
    FindingsText.of(findings).forEach(to::println);
    to.printf("report    %s%n", out.toAbsolutePath().normalize());
  }
}
