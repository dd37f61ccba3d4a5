package io.rfmstreams.fit;

import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.LocalDays;
import io.rfmstreams.oracle.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The project's real purchase histories: every customer's orders, by customer. */
final class DataSets {
  private DataSets() {}

  /** Master id, sample id, date, number of CDs, dollars; repeated lines are genuine. */
  static SortedMap<String, List<OrderDay>> cdnow() {
    SortedMap<String, List<OrderDay>> orders = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(data("cdnow-sample.txt"))) {
        if (!line.isBlank()) {
          String[] fields = line.strip().split(" +", -1);
          LocalDate day = LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE);
          long cents = new BigDecimal(fields[4]).movePointRight(2).longValueExact();
          orders.computeIfAbsent(fields[1], id -> new ArrayList<>()).add(new OrderDay(day, cents));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return orders;
  }

  /** The purchases, each on the day it was in London. */
  static SortedMap<String, List<OrderDay>> onlineRetail() {
    LocalDays days = new LocalDays(ZoneId.of("Europe/London"));
    SortedMap<String, List<OrderDay>> orders = new TreeMap<>();
    for (LogLine line : EventsCsv.read(data("online-retail-events.csv.gz"))) {
      if (line.isPurchase()) {
        orders
            .computeIfAbsent(line.memberId(), id -> new ArrayList<>())
            .add(new OrderDay(days.dayOf(line.occurredAt()), line.requireAmountMinor()));
      }
    }
    return orders;
  }

  static CustomerSummaries upTo(String calibrationEnd, Map<String, List<OrderDay>> orders) {
    CustomerSummaries.Collector collector =
        new CustomerSummaries.Collector(LocalDate.parse(calibrationEnd), true);
    orders.values().forEach(collector::add);
    return collector.summaries();
  }

  private static Path data(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no folder above the tests holds mvnw");
      }
      folder = parent;
    }
    return folder.resolve("data").resolve(name);
  }
}
