package io.rfmstreams.offline.backtest;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.files.TemporaryFolder;
import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rule sets and backtests of them, in few words. */
final class Tested {

  /** Days of silence that nobody in the tests reaches. */
  private static final int LONG_DORMANT = 10_000;

  private static final EventsByMember.Progress UNTOLD =
      new EventsByMember.Progress() {
        @Override
        public void read(long bytes, long of) {}

        @Override
        public void played(long events, long of) {}
      };

  private Tested() {}

  /**
   * The text of a rule set that does nothing but ask detectors: at risk is whom any of them finds
   * overdue.
   *
   * @param model the section {@code survival} in one line; empty for none
   * @param detectors each as the text in braces, its name first
   */
  static String rules(String zone, String model, String... detectors) {
    String any =
        Stream.of(detectors)
            .map(detector -> detector.substring(0, detector.indexOf(',')))
            .collect(Collectors.joining(" || "));
    return rulesWhere(any, LONG_DORMANT, zone, model, detectors);
  }

  /**
   * The same, where another condition decides who is at risk; who is silent for longer is dormant,
   * whatever it says.
   */
  static String rulesWhere(
      String atRisk, int dormantAfter, String zone, String model, String... detectors) {
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
              - { name: dormant, when: "recencyDays >= %d" }
              - { name: at-risk, when: "%s" }
              - { name: active }
        """
        .formatted(
            zone,
            model.isEmpty() ? "" : "survival: " + model + "\n",
            Stream.of(detectors).map("  - { name: %s }\n"::formatted).collect(Collectors.joining()),
            dormantAfter,
            atRisk);
  }

  static Findings backtest(Path events, String rules, String at, int horizonDays)
      throws IOException, InterruptedException {
    RuleFile file = RuleFile.parse("rules.yaml", rules);
    RuleBook book = RuleBooks.of(List.of(file), Deployment.Bounds.DEFAULT);
    try (TemporaryFolder scratch = TemporaryFolder.named("backtest")) {
      return new Backtest(book, null)
          .on(
              new EventsFile(events.toString()),
              new Period.Wanted(LocalDate.parse(at), horizonDays),
              account -> {},
              scratch.path(),
              UNTOLD);
    }
  }

  /** An order of a pound at noon, UTC. */
  static LogLine order(String eventId, String memberId, LocalDate day) {
    Instant noon = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    return new LogLine(eventId, memberId, "purchase", noon, 100L, "GBP", null, null, Map.of());
  }

  /** The literature's data set, each line an order of a pound. */
  static List<LogLine> cdnow() throws IOException {
    List<LogLine> lines = new ArrayList<>();
    for (String line : Files.readAllLines(ProjectFiles.ROOT.resolve("data/cdnow-sample.txt"))) {
      if (!line.isBlank()) {
        String[] fields = line.strip().split(" +", -1);
        LocalDate day = LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE);
        lines.add(order("e" + lines.size(), fields[1], day));
      }
    }
    return lines;
  }

  static Path file(Path file, List<LogLine> lines) throws IOException {
    return Files.writeString(file, EventsCsv.render(lines));
  }
}
