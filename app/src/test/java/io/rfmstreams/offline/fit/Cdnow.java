package io.rfmstreams.offline.fit;

import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * CDNOW as this project's events, in a shop in dollars: every line is an order of its own.
 *
 * @param events the file of events
 * @param rules the shop's rule file
 */
record Cdnow(Path events, Path rules) {
  static final String RETAIL_RULES =
      ProjectFiles.ROOT.resolve("config/rules/retail-demo.yaml").toString();
  private static final String END = "1997-09-30";

  static Cdnow writtenTo(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("event_id,member_id,type,occurred_at,amount,currency");
    for (String line : Files.readAllLines(ProjectFiles.ROOT.resolve("data/cdnow-sample.txt"))) {
      if (!line.isBlank()) {
        String[] fields = line.strip().split(" +", -1);
        LocalDate day = LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE);
        lines.add(
            "e%d,c%s,purchase,%sT12:00:00Z,%s,USD"
                .formatted(lines.size(), fields[1], day, fields[4]));
      }
    }
    return new Cdnow(
        Files.write(folder.resolve("cdnow.csv"), lines),
        Files.writeString(
            folder.resolve("dollars.yaml"),
            Files.readString(Path.of(RETAIL_RULES))
                .replace("zone: Europe/London", "zone: UTC")
                .replace("currency: GBP", "currency: USD")));
  }

  Result fit(Terminal terminal, String model, String... more) {
    return fitUpTo(END, terminal, model, more);
  }

  Result fitUpTo(String calibrationEnd, Terminal terminal, String model, String... more) {
    return terminal.run(
        with(
            new String[] {
              "fit",
              events.toString(),
              "--rules",
              rules.toString(),
              "--model",
              model,
              "--calibration-end",
              calibrationEnd
            },
            more));
  }

  static String[] with(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }
}
