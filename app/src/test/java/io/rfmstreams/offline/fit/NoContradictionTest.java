package io.rfmstreams.offline.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.fit.CustomerSummaries;
import io.rfmstreams.fit.OrderDay;
import io.rfmstreams.offline.events.Account;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tiny and odd customer bases: whatever a report says, it says nothing that it denies elsewhere. */
class NoContradictionTest {
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  private static final LocalDate END = LocalDate.of(2023, 12, 31);
  private static final Currency POUNDS = Currency.getInstance("GBP");

  /** No report may match both of a pair. */
  private static final List<List<Pattern>> CONTRADICTIONS =
      List.of(
          pair(
              "(?i)nobody .*is seen to stop|Nobody is seen",
              "% of members stop|every member stops"),
          pair(
              "(?i)nobody .*is seen to stop|Nobody is seen",
              "more likely gone than not (after|from)"),
          pair(
              "(?i)nobody .*is seen to stop|Nobody is seen", "everybody who comes back is seen to"),
          pair("these data tell nothing of stopping", "% of members stop|every member stops"),
          pair("these data tell nothing of stopping", "more likely gone|is seen to stop"),
          pair("stop at their first chance or never", "on average\\.|more likely gone"),
          pair("the others never", "more likely gone"),
          pair("all customers order at the same rate", "busiest quarter"),
          pair("no finite (estimate|average)|is infinite, and", "is worth [0-9]"),
          pair("all customers spend alike", "a quarter of members average"),
          pair("a customer's own orders tell nothing", "own average (counts|is all)"),
          pair("orders are all worth the same", "differ from its own average"),
          pair("mean nothing|mean order value is infinite, and", "±"),
          pair("mean nothing", "For a rule set"),
          pair("No rule-set fragment", "For a rule set"));

  private static List<Pattern> pair(String one, String other) {
    return List.of(Pattern.compile(one), Pattern.compile(other));
  }

  /** Rhythms and amounts that often are alike: boundaries are then common. */
  @Provide
  Arbitrary<List<List<OrderDay>>> bases() {
    Arbitrary<Integer> gaps =
        Arbitraries.oneOf(Arbitraries.of(0, 1, 30, 100), Arbitraries.integers().between(0, 360));
    Arbitrary<Long> amounts =
        Arbitraries.oneOf(
            Arbitraries.of(-500L, 0L, 1L, 2_000L),
            Arbitraries.longs().between(1, 10_000),
            Arbitraries.longs().between(1, 1_000_000_000_000_000L));
    Arbitrary<List<OrderDay>> member =
        Combinators.combine(
                gaps.list().ofMinSize(1).ofMaxSize(5), amounts.list().ofMinSize(1).ofMaxSize(5))
            .as(NoContradictionTest::orders);
    return Arbitraries.oneOf(
        member.list().ofMinSize(1).ofMaxSize(4),
        member.list().ofMinSize(2).ofMaxSize(30),
        Combinators.combine(member, Arbitraries.integers().between(1, 40))
            .as((one, times) -> Collections.nCopies(times, one)));
  }

  private static List<OrderDay> orders(List<Integer> gaps, List<Long> amounts) {
    List<OrderDay> orders = new ArrayList<>();
    LocalDate day = FIRST;
    for (int i = 0; i < gaps.size() && !day.isAfter(END); i++) {
      orders.add(new OrderDay(day, amounts.get(i % amounts.size())));
      day = day.plusDays(gaps.get(i));
    }
    return orders;
  }

  @Property(tries = 150)
  void noSentenceDeniesAnother(
      @ForAll("bases") List<List<OrderDay>> base, @ForAll Model model, @ForAll Unit unit)
      throws IOException {
    CustomerSummaries.Collector collector = new CustomerSummaries.Collector(END, true);
    base.forEach(collector::add);
    CustomerSummaries customers = collector.summaries();
    Calibration calibration = new Calibration(END, END, customers, Account.NONE);
    Fitted fitted;
    try {
      fitted = Fitted.of(model, customers, END, unit.unit(), POUNDS);
    } catch (IllegalArgumentException refused) {
      assertRefusedRightly(refused, customers);
      return;
    }
    FitReport report = new FitReport(model, unit, "GBP", calibration, fitted, List.of());
    String text = String.join("\n", report.asText());
    JsonNode json = new ObjectMapper().readTree(report.asJson());

    assertNoSentenceDeniesAnother(text);
    assertThat(text)
        .doesNotContain("NaN", "Infinity", "E-", "E+")
        .doesNotContainPattern(" -[0-9.]+ (GBP|weeks|days|%)");
    json.at("/parameters").forEach(one -> assertParameter(one, json));
    boolean boundary = json.at("/warnings").findValuesAsText("kind").contains("boundary");
    if (boundary) {
      assertThat(json.at("/fragment").isNull()).as(text).isTrue();
      assertThat(json.at("/withoutFragment").isNull()).as(text).isFalse();
    }
    assertThat(json.at("/reading").size()).isPositive();
  }

  static void assertNoSentenceDeniesAnother(String report) {
    for (List<Pattern> pair : CONTRADICTIONS) {
      assertThat(pair).as(report).anyMatch(pattern -> !pattern.matcher(report).find());
    }
  }

  private static void assertParameter(JsonNode one, JsonNode json) {
    assertThat(one.at("/value").asDouble()).as(json.toString()).isFinite().isPositive();
    if (one.at("/onBoundary").asBoolean()) {
      assertThat(one.at("/standardError").isNull()).isTrue();
      assertThat(json.at("/fragment").isNull()).isTrue();
    }
  }

  private static void assertRefusedRightly(
      IllegalArgumentException refused, CustomerSummaries customers) {
    assertThat(refused.getMessage())
        .containsPattern(
            "cannot be fitted: (none of the [0-9]+ customers|the only customer) |is at most 1.0E15 minor|v must be from");
    if (customers.returned() > 0) {
      assertThat(refused.getMessage()).doesNotContain("second order day up to");
    }
  }
}
