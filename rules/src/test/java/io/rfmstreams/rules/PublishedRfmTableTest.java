package io.rfmstreams.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Scores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The tables that the R package {@code rfm} publishes for its example data, from the shipped rule
 * file and a plain sum over the orders.
 */
class PublishedRfmTableTest {
  private static final LocalDate ANALYSIS_DATE = LocalDate.of(2006, 12, 31);
  private final Map<String, Customer> customers = new TreeMap<>();

  /** A customer's figures as of the analysis date. */
  private record Customer(long recencyDays, long orders, long revenue) {
    Customer and(Customer other) {
      return new Customer(
          Math.min(recencyDays, other.recencyDays), orders + other.orders, revenue + other.revenue);
    }

    long revenueMinor() {
      return revenue * 100;
    }
  }

  @BeforeEach
  void readOrders() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(Project.root().resolve("data/rfm-orders.csv.gz"))),
                UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              order ->
                  customers.merge(
                      order[0],
                      new Customer(
                          ChronoUnit.DAYS.between(LocalDate.parse(order[1]), ANALYSIS_DATE),
                          1,
                          Long.parseLong(order[2])),
                      Customer::and));
    }
  }

  @Test
  void scoresThePublishedCustomers() {
    assertThat(scores("Abbey O'Reilly")).isEqualTo("343");
    assertThat(scores("Add Senger")).isEqualTo("412");
    assertThat(scores("Aden Lesch")).isEqualTo("323");
    assertThat(scores("Aden Murphy")).isEqualTo("544");
    assertThat(scores("Admiral Senger")).isEqualTo("433");
  }

  @Test
  void sortsEveryCustomerAsPublished() {
    Axis axis = Project.rules("rfm-orders.yaml").rules().axes().get(0);
    Map<String, String> found = new TreeMap<>();
    for (int segment = 0; segment < axis.segments().size(); segment++) {
      long count = 0;
      long orders = 0;
      long revenue = 0;
      for (Customer customer : customers.values()) {
        if (segment(axis, customer) == segment) {
          count++;
          orders += customer.orders();
          revenue += customer.revenue();
        }
      }
      found.put(axis.segments().get(segment), count + "/" + orders + "/" + revenue);
    }

    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("About To Sleep", "102/283/23449"),
                Map.entry("At Risk", "28/216/22227"),
                Map.entry("Can't Lose Them", "47/274/32446"),
                Map.entry("Champions", "35/316/31646"),
                Map.entry("Lost", "148/393/35324"),
                Map.entry("Loyal Customers", "170/799/76562"),
                Map.entry("Need Attention", "10/57/4562"),
                Map.entry("New Customers", "104/329/28837"),
                Map.entry("Potential Loyalist", "342/2211/204856"),
                Map.entry("Promising", "9/28/4249"),
                Map.entry("Others", "0/0/0"),
                Map.entry("none", "0/0/0")));
  }

  private String scores(String name) {
    Scores scores = Project.rules("rfm-orders.yaml").rules().scores();
    Customer customer = customers.getOrDefault(name, new Customer(0, 0, 0));
    return ""
        + scores.r(customer.recencyDays())
        + scores.f(customer.orders())
        + scores.m(customer.revenueMinor());
  }

  private static int segment(Axis axis, Customer customer) {
    return axis.segmentAt(
        axis.dimensions().stream()
            .mapToInt(
                dimension ->
                    switch (dimension.figure().kind()) {
                      case RECENCY_DAYS -> dimension.of(customer.recencyDays());
                      case FREQUENCY -> dimension.of(customer.orders());
                      case MONETARY_MINOR -> dimension.of(customer.revenueMinor());
                      default -> throw new IllegalStateException("not used: " + dimension);
                    })
            .toArray());
  }
}
