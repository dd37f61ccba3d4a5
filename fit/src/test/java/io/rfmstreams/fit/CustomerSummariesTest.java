package io.rfmstreams.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rfmstreams.engine.survival.OrderHistory;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerSummariesTest {

  @Test
  void sumsUpAsByHand() {
    CustomerSummaries summaries =
        until(
            "2015-02-07",
            List.of(order("2015-02-01", 1), order("2015-02-06", 1)),
            List.of(order("2015-01-01", 1)),
            List.of(order("2015-01-01", 1), order("2015-01-02", 1), order("2015-01-05", 1)));
    assertThat(summaries.lifetimes())
        .isEqualTo(Map.of(summary(1, 5, 6), 1L, summary(0, 0, 37), 1L, summary(2, 4, 37), 1L));
    assertThat(summaries.customers()).isEqualTo(3);
    assertThat(summaries.returned()).isEqualTo(2);
    assertThat(summaries.repeats()).isEqualTo(3);
  }

  @Test
  void takesOrdersOfADayAsOne_inWhateverOrderTheyCome() {
    CustomerSummaries summaries =
        until(
            "2015-02-07",
            List.of(
                order("2015-01-05", 300),
                order("2015-01-01", 100),
                order("2015-01-05", 40),
                order("2015-01-01", 1_000)));
    assertThat(summaries.lifetimes()).isEqualTo(Map.of(summary(1, 4, 37), 1L));
    assertThat(summaries.spendings()).isEqualTo(Map.of(new RepeatSpending(1, 340), 1L));
  }

  @Test
  void countsTheLastDay_andLeavesOutWhatCameAfterIt() {
    CustomerSummaries summaries =
        until(
            "2015-02-07",
            List.of(order("2015-02-07", 1), order("2015-02-08", 1)),
            List.of(order("2015-02-08", 1)),
            List.of());
    assertThat(summaries.lifetimes()).isEqualTo(Map.of(summary(0, 0, 0), 1L));
    assertThat(summaries.spendings()).isEmpty();
  }

  @Test
  void customersAlikeShareAnEntry() {
    CustomerSummaries summaries =
        until(
            "2015-02-07",
            List.of(order("2015-01-01", 1), order("2015-01-03", 7)),
            List.of(order("2015-01-01", 2), order("2015-01-03", 7)));
    assertThat(summaries.lifetimes()).isEqualTo(Map.of(summary(1, 2, 37), 2L));
    assertThat(summaries.spendings()).isEqualTo(Map.of(new RepeatSpending(1, 7), 2L));
  }

  @Test
  void refundsBeyondWhatRepeatDaysBrought_leaveNothingSpentOnThem() {
    CustomerSummaries summaries =
        until(
            "2015-02-07",
            List.of(order("2015-01-01", 90), order("2015-01-03", 7), order("2015-01-05", -9)),
            List.of(order("2015-01-01", -3), order("2015-01-03", 7), order("2015-01-05", -6)));
    assertThat(summaries.spendings())
        .isEqualTo(Map.of(new RepeatSpending(2, 0), 1L, new RepeatSpending(2, 1), 1L));
  }

  @Test
  void countedApart_andThenTogether_isAsCountedAtOnce() {
    List<OrderDay> one = List.of(order("2015-01-01", 1), order("2015-01-03", 7));
    List<OrderDay> other = List.of(order("2015-01-02", 1), order("2015-01-03", 9));
    LocalDate end = LocalDate.parse("2015-02-07");
    CustomerSummaries.Collector all = new CustomerSummaries.Collector(end, true);
    for (List<OrderDay> customer : List.of(one, other, one)) {
      CustomerSummaries.Collector part = new CustomerSummaries.Collector(end, true);
      part.add(customer);
      all.add(part);
    }
    assertThat(all.summaries()).isEqualTo(until("2015-02-07", one, one, other));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> summary(1, 5, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> new RepeatSpending(0, 0));
  }

  @SafeVarargs
  private static CustomerSummaries until(String calibrationEnd, List<OrderDay>... customers) {
    CustomerSummaries.Collector collector =
        new CustomerSummaries.Collector(LocalDate.parse(calibrationEnd), true);
    Arrays.asList(customers).forEach(collector::add);
    return collector.summaries();
  }

  private static OrderDay order(String day, long amountMinor) {
    return new OrderDay(LocalDate.parse(day), amountMinor);
  }

  private static CustomerSummary summary(int repeats, int lastDay, int observedDays) {
    return new CustomerSummary(new OrderHistory(repeats, lastDay), observedDays);
  }
}
