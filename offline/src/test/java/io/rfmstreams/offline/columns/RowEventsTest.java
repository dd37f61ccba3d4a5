package io.rfmstreams.offline.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rfmstreams.engine.Rejection.Reason;
import io.rfmstreams.testkit.ProjectFiles;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of an export and the events they tell. */
class RowEventsTest {
  private static final String STATUS =
      """
      when:
        total: not-empty
        status: { is: [paid, refunded], is-not: [pending], others: refuse }
      """;

  private static List<String> row(String total, String refunded, String status) {
    return List.of("7", "m1", "2026-01-03 09:30:00", total, refunded, status);
  }

  private static Reason refused(MappingText mapping, List<String> row) {
    return catchThrowableOfType(RefusedRowException.class, () -> mapping.bind().events(row))
        .rejection()
        .reason();
  }

  @Test
  void tellsAnOrderAndItsRefund() throws RefusedRowException {
    List<Map<String, String>> events = MappingText.valid().bind().events(row("12.50", "2.5", ""));

    assertThat(events)
        .containsExactly(
            Map.of(
                "event_id", "7/purchase",
                "member_id", "m1",
                "type", "purchase",
                "occurred_at", "2026-01-03T09:30",
                "amount", "12.50",
                "currency", "GBP",
                "order_id", "7"),
            Map.of(
                "event_id", "7/refund",
                "member_id", "m1",
                "type", "refund",
                "occurred_at", "2026-01-03T09:30",
                "amount", "2.5",
                "currency", "GBP",
                "order_id", "7"));
  }

  @ParameterizedTest
  @CsvSource({"12.50,0.00,paid,1", "12.50,'',PAID,1", "12.50,'', refunded ,1", "12.50,1,paid,2"})
  void tellsNoRefund_ofNothing(String total, String refunded, String status, int events)
      throws RefusedRowException {
    assertThat(MappingText.valid().and(STATUS).bind().events(row(total, refunded, status)))
        .hasSize(events);
  }

  @Test
  void tellsNothing_whereTheRowDoesNotCount() throws RefusedRowException {
    RowEvents bound = MappingText.valid().and(STATUS).bind();

    assertThat(bound.events(row("12.50", "", "pending"))).isEmpty();
    assertThat(bound.events(row("", "", ""))).isEmpty();
  }

  @Test
  void refusesAStatusThatNobodyListed() {
    assertThatThrownBy(
            () -> MappingText.valid().and(STATUS).bind().events(row("12.50", "", "lost")))
        .hasMessage("status is 'lost', which the mapping does not list");
  }

  @Test
  void takesTheTypeFromAValueMap_othersAsItSays() throws RefusedRowException {
    String type = "type: { column: status, values: { Paid: purchase }, others: %s }";
    MappingText skipping =
        MappingText.valid().with("type: { constant: purchase }", type.formatted("skip"));
    MappingText refusing =
        MappingText.valid().with("type: { constant: purchase }", type.formatted("refuse"));

    assertThat(skipping.bind().events(row("1", "", "paid")))
        .extracting(event -> event.get("type"))
        .containsExactly("purchase");
    assertThat(skipping.bind().events(row("1", "", "lost"))).isEmpty();
    assertThat(refused(refusing, row("1", "", "lost"))).isEqualTo(Reason.UNKNOWN_TYPE);
  }

  @Test
  void leavesAFieldEmpty_orAsItIs_whereOthersSaySo() throws RefusedRowException {
    MappingText mapping =
        MappingText.valid()
            .with(
                "order_id: id",
                """
                order_id: id
                  attr.consent: { column: status, values: { yes: "yes" }, others: empty }
                  channel: { column: status, values: { w: web }, others: keep, lower-case: true }\
                """);

    assertThat(mapping.bind().events(row("1", "", "YES")).get(0))
        .containsEntry("attr.consent", "yes")
        .containsEntry("channel", "yes");
    assertThat(mapping.bind().events(row("1", "", "W")).get(0))
        .doesNotContainKey("attr.consent")
        .containsEntry("channel", "web");
  }

  @Test
  void takesTheFirstColumnThatIsNotEmpty() throws RefusedRowException {
    RowEvents bound =
        MappingText.valid().with("member_id: who", "member_id: { first-of: [status, who] }").bind();

    assertThat(bound.events(row("1", "", " ")).get(0)).containsEntry("member_id", "m1");
    assertThat(bound.events(row("1", "", "s")).get(0)).containsEntry("member_id", "s");
  }

  /** Or all rows without a key would be one event. */
  @Test
  void makesNoId_whereAKeyIsEmpty() throws RefusedRowException {
    List<String> keyless = List.of("", "m1", "2026-01-03 09:30:00", "1", "", "");

    assertThat(MappingText.valid().bind().events(keyless).get(0)).doesNotContainKey("event_id");
  }

  @Test
  void makesAPseudonym_whichIsTheSameForEverySpelling() throws RefusedRowException {
    RowEvents bound =
        MappingText.valid()
            .with(
                "member_id: who",
                "member_id: { column: status, lower-case: true, digest: sha-256 }")
            .bind();

    assertThat(bound.events(row("1", "", "ABC")).get(0))
        .containsEntry(
            "member_id", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        .isEqualTo(bound.events(row("1", "", "abc")).get(0));
  }

  @ParameterizedTest
  @CsvSource({"'1,250.50'", "£5", "'12,50'", "1e3", "abc", "' 5'", "5.", ".5", "--5"})
  void refusesAnAmount_thatIsNoPlainDecimal(String amount) {
    assertThat(refused(MappingText.valid(), row(amount, "", ""))).isEqualTo(Reason.WRONG_AMOUNT);
    assertThat(refused(MappingText.valid(), row("1", amount, ""))).isEqualTo(Reason.WRONG_AMOUNT);
  }

  @ParameterizedTest
  @CsvSource({
    "'1.250,50',1250.50",
    "'1250,50',1250.50",
    "'€ 1.250,50',1250.50",
    "'12,5 €',12.5",
    "'1.234.567',1234567",
    "'0',0"
  })
  void readsAmountsAsTheMappingSays(String written, String amount) throws RefusedRowException {
    MappingText mapping =
        MappingText.valid()
            .and("amounts: { decimal: \",\", grouping: \".\", currency-sign: \"€\" }");

    assertThat(mapping.bind().events(row(written, "", "")).get(0)).containsEntry("amount", amount);
  }

  @ParameterizedTest
  @CsvSource({"1.25", "12.50", "1250.50", "'1.2500'", "'1,250.50'", "'$5,00'"})
  void refusesAmountsWrittenOtherwise(String amount) {
    MappingText mapping =
        MappingText.valid()
            .and("amounts: { decimal: \",\", grouping: \".\", currency-sign: \"€\" }");

    assertThat(refused(mapping, row(amount, "", ""))).isEqualTo(Reason.WRONG_AMOUNT);
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThat(refused(MappingText.valid(), List.of("7", "m1"))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void handsTimesOn_whereTheMappingHasNoPattern() throws RefusedRowException {
    RowEvents bound = MappingText.valid().with("times: [\"yyyy-MM-dd HH:mm:ss\"]\n", "").bind();

    assertThat(bound.events(row("1", "", "")).get(0))
        .containsEntry("occurred_at", "2026-01-03 09:30:00");
  }

  @Test
  void refusesATime_thatTwoPatternsReadDifferently() throws RefusedRowException {
    MappingText mapping =
        MappingText.valid().with("\"yyyy-MM-dd HH:mm:ss\"", "dd/MM/yyyy HH:mm, MM/dd/yyyy HH:mm");

    assertThatThrownBy(
            () -> mapping.bind().events(List.of("7", "m", "03/04/2026 10:00", "1", "", "")))
        .hasMessage("at is '03/04/2026 10:00', which may be 2026-04-03T10:00 or 2026-03-04T10:00");
    assertThat(mapping.bind().events(List.of("7", "m", "04/04/2026 10:00", "1", "", "")).get(0))
        .containsEntry("occurred_at", "2026-04-04T10:00");
    assertThat(mapping.bind().events(List.of("7", "m", "13/04/2026 10:00", "1", "", "")).get(0))
        .containsEntry("occurred_at", "2026-04-13T10:00");
  }

  /** Whatever stands in a row, it is events or a reason: nothing else is thrown, no event lacks its order. */
  @Property(tries = 300)
  void throwsNothingElse_whateverStandsInARow(
      @ForAll @Size(6) List<@From("texts") String> fields, @ForAll("mappings") String shipped) {
    ColumnMapping mapping =
        ColumnMapping.read(ProjectFiles.ROOT.resolve("config/columns/" + shipped + ".yaml"));
    List<String> header =
        shipped.equals("orders-table")
            ? List.of("id", "customer_id", "created_at", "total", "currency", "status", "refunded")
            : List.of(
                "order_id",
                "billing_email",
                "date",
                "order_total",
                "order_currency",
                "status",
                "refunded_total");
    List<String> row = new ArrayList<>(fields);
    row.add(5, "completed");
    RowEvents bound = mapping.bind("shop.csv", header, ZoneOffset.UTC, new EarlierTotals());

    try {
      for (Map<String, String> event : bound.events(row)) {
        assertThat(event.getOrDefault("order_id", ""))
            .isEqualTo(row.get(0).isBlank() ? "" : row.get(0));
      }
    } catch (RefusedRowException refused) {
      assertThat(refused.rejection().detail()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> mappings() {
    return Arbitraries.of("orders-table", "woocommerce-orders");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(12),
        Arbitraries.of("", " ", "12.50", "0", "-1", "2026-01-03 09:30:00", "{id}", "'", "1e9"));
  }
}
