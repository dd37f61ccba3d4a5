package io.rfmstreams.app.backtest;

import io.rfmstreams.app.cli.TemporaryFolder;
import io.rfmstreams.app.events.EventsByMember;
import io.rfmstreams.app.events.EventsFile;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.rules.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Rule sets and backtests of them, in few words. */
final class Tested {
  private static final EventsByMember.Progress UNTOLD =
      new EventsByMember.Progress() {
        @Override
        public void read(long bytes, long of) {}

        @Override
        public void played(long events, long of) {}
      };

  private Tested() {}

  /**
   * The text of a rule set that does nothing but ask detectors.
   *
   * @param model the section {@code survival} in one line; empty for none
   * @param detectors each as the text in braces, its name first
   */
  static String rules(String zone, String model, String... detectors) {
    StringBuilder list = new StringBuilder();
    StringBuilder any = new StringBuilder();
    for (String detector : detectors) {
      list.append("  - { name: ").append(detector).append(" }\n");
      any.append(any.length() == 0 ? "" : " || ").append(detector, 0, detector.indexOf(','));
    }
    return """
        rule-set: tested
        version: 1
        zone: %s
        currency: GBP
        window: 365
        scores: { recency-days: [30], frequency: [2], monetary-minor: [20000] }
        %sdetectors:
        %saxes:
          - name: lifecycle
            without-order: prospect
            segments:
              - { name: at-risk, when: "%s || recencyDays >= 10000" }
              - { name: active }
        """
        .formatted(zone, model.isEmpty() ? "" : "survival: " + model + "\n", list, any);
  }

  static Findings backtest(Path events, String rules, String at, int horizonDays)
      throws IOException, InterruptedException {
    RuleFile file = RuleFile.parse("rules.yaml", rules);
    Deployment deployment =
        new Deployment(
            file.zone(),
            file.currency(),
            Deployment.DEFAULT_LONGEST_WINDOW_DAYS,
            Deployment.Memory.DEFAULT);
    try (TemporaryFolder scratch = TemporaryFolder.named("backtest")) {
      return new Backtest(deployment, file.rules(), null)
          .on(
              new EventsFile(events.toString()),
              new Period.Wanted(LocalDate.parse(at), horizonDays),
              scratch.path(),
              reject -> {},
              UNTOLD);
    }
  }

  /** An order of a pound at noon, UTC. */
  static LogLine order(String eventId, String memberId, LocalDate day) {
    Instant noon = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    return new LogLine(eventId, memberId, "purchase", noon, 100L, "GBP", null, null, Map.of());
  }

  static Path file(Path directory, List<LogLine> lines) throws IOException {
    return Files.writeString(directory.resolve("events.csv"), EventsCsv.render(lines));
  }
}
