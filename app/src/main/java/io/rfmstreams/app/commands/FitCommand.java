package io.rfmstreams.app.commands;

import io.rfmstreams.app.cli.EventsFileParameter;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.app.cli.ShownProgress;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.files.WholeFiles;
import io.rfmstreams.offline.fit.Calibration;
import io.rfmstreams.offline.fit.FitReport;
import io.rfmstreams.offline.fit.Fitted;
import io.rfmstreams.offline.fit.Model;
import io.rfmstreams.offline.fit.Unit;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.service.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rfm fit}: parameters of the survival models from a file. */
@Command(
    name = "fit",
    description = {
      "Estimates how often members order and when they stop, or what their orders are worth, from a file of events, without Kafka.",
      "Refunds count: an order given back in full is none, and one that names no order lowers the order day before it."
    })
public final class FitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;
  @Mixin private EventsFileParameter input;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      description =
          "One of ${COMPLETION-CANDIDATES}. The first two are about when members order, the last about the orders' values.")
  private Model model = Model.BG_NBD;

  @Option(
      names = "--calibration-end",
      paramLabel = "DATE",
      description = "The last day that counts; by default the day of the latest well-formed line.")
  private @Nullable LocalDate calibrationEnd;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description =
          "What alpha is in, ${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}. Gamma-Gamma has no time.")
  private Unit unit = Unit.WEEK;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description =
          "A rule file, by default that of the settings. It says zone, currency and event types; the settings the memory.")
  private @Nullable Path rules;

  @Option(
      names = "--fragment",
      paramLabel = "FILE",
      description = "Where to write the part of a rule set too.")
  private @Nullable Path fragment;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    EventsByMember.Order order = EventsByMember.Order.byTime(calibrationEnd, "--calibration-end");
    Settings settings = options.read();
    Path chosen = rules == null ? settings.rules() : rules;
    RuleFile ruleFile = RuleFile.read(chosen);
    EventsFile events = input.file();
    if (fragment != null) {
      WholeFiles.requirePlaceOfItsOwn(
          "--fragment", fragment, options.filesRead(events, List.of(chosen)));
      WholeFiles.requireWritable(fragment);
    }
    Calibration calibration = calibrate(events, ruleFile, settings, order);
    calibration
        .account()
        .tell(events.source(), LocalDate.now(ruleFile.zone()), spec.commandLine().getErr());
    events
        .rows()
        .ifPresent(
            counts ->
                spec.commandLine()
                    .getErr()
                    .printf("%s: rows %s%n", events.source(), counts.asText()));
    Fitted fitted = fit(calibration, ruleFile, events);
    PrintWriter out = spec.commandLine().getOut();
    FitReport report =
        new FitReport(
            model,
            unit,
            ruleFile.currency().getCurrencyCode(),
            calibration,
            fitted,
            notices(calibration));
    if (json) {
      out.println(report.asJson());
    } else {
      report.asText().forEach(out::println);
    }
    writeFragment(fitted);
    return calibration.account().rejected() == 0 ? ExitCode.CLEAN : ExitCode.SOME_REJECTED;
  }

  private Calibration calibrate(
      EventsFile events, RuleFile ruleFile, Settings settings, EventsByMember.Order order)
      throws IOException, InterruptedException {
    return Shutdown.during(
        "rfm-fit",
        (shutdown, scratch) -> {
          try (ShownProgress progress = new ShownProgress(spec.commandLine().getErr())) {
            return Calibration.of(
                events, model, ruleFile, settings.deployment().bounds(), order, scratch, progress);
          }
        });
  }

  private Fitted fit(Calibration calibration, RuleFile ruleFile, EventsFile events) {
    LocalDate end = calibration.end();
    if (end == null || calibration.customers().customers() == 0) {
      throw Failure.failed(
          "%s holds no order that stands%s, so there is nothing to fit: %s"
              .formatted(
                  events.source(),
                  end == null ? "" : " up to " + end,
                  whereOrdersMayBe(calibration)));
    }
    try {
      return Fitted.of(model, calibration.customers(), end, unit.unit(), ruleFile.currency());
    } catch (IllegalArgumentException refused) {
      throw Failure.failed(String.valueOf(refused.getMessage()), refused);
    }
  }

  private static String whereOrdersMayBe(Calibration calibration) {
    Account lines = calibration.account();
    return "of %d lines %d are accepted, %d rejected and %d dated after the calibration end%s"
        .formatted(
            lines.lines(),
            lines.accepted(),
            lines.rejected(),
            lines.afterAsOf(),
            lines.afterAsOf() == 0 ? "" : ", up to " + calibration.latestDay());
  }

  private List<String> notices(Calibration calibration) {
    List<String> notices = new ArrayList<>();
    LocalDate latest = calibration.latestDay();
    if (calibrationEnd != null && latest != null && calibrationEnd.isAfter(latest)) {
      notices.add(
          "the calibration end, %s, is after the file's last day, %s: the days between count as silence of every member"
              .formatted(calibrationEnd, latest));
    }
    return notices;
  }

  private void writeFragment(Fitted fitted) throws IOException {
    if (fragment == null) {
      return;
    }
    String text = fitted.fragment();
    if (text == null) {
      throw Failure.failed("%s is not written: %s".formatted(fragment, fitted.withoutFragment()));
    }
    WholeFiles.writeOne(fragment, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
