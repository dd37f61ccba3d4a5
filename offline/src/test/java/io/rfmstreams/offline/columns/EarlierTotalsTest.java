package io.rfmstreams.offline.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Amounts that grow from export to export are counted once, however the exports are read. */
class EarlierTotalsTest {

  /** A journal as the engine keeps it: the first event of an id wins, another amount is refused. */
  private static final class Journal {
    private final Map<String, BigDecimal> events = new HashMap<>();
    private final List<String> refused = new ArrayList<>();

    void load(List<String> exports, int export, List<Integer> beside) throws RefusedRowException {
      EarlierTotals earlier = new EarlierTotals();
      for (int other : beside) {
        MappingText.valid().bind().learn(row(exports.get(other)), earlier);
      }
      for (Map<String, String> event :
          MappingText.valid().bind(earlier).events(row(exports.get(export)))) {
        if (!"refund".equals(event.get("type"))) {
          continue;
        }
        String id = event.getOrDefault("event_id", "");
        BigDecimal amount = new BigDecimal(event.getOrDefault("amount", ""));
        BigDecimal known = events.putIfAbsent(id, amount);
        if (known != null && known.compareTo(amount) != 0) {
          refused.add(id);
        }
      }
    }

    BigDecimal sum() {
      return events.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  private static List<String> row(String refunded) {
    return List.of("7", "m1", "2026-01-03 09:30:00", "100.00", refunded, "");
  }

  private static List<Integer> upTo(int export) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < export; i++) {
      all.add(i);
    }
    return all;
  }

  @Test
  void growthIsAnEventOfItsOwn_namedByTheTotalItBeginsAt() throws RefusedRowException {
    List<String> exports = List.of("10.00", "25", "25.00", "40.5");
    Journal journal = new Journal();
    for (int i = 0; i < exports.size(); i++) {
      journal.load(exports, i, upTo(i));
    }

    assertThat(journal.events)
        .containsOnlyKeys("7/refund", "7/refund/after-10", "7/refund/after-25");
    assertThat(journal.events.get("7/refund/after-10")).isEqualByComparingTo("15");
    assertThat(journal.sum()).isEqualByComparingTo("40.5");
    assertThat(journal.refused).isEmpty();
  }

  @Test
  void aLaterExportAlone_isAllThatWasGivenBack() throws RefusedRowException {
    Journal alone = new Journal();
    alone.load(List.of("10", "25"), 1, List.of(0));

    assertThat(alone.sum()).isEqualByComparingTo("25");
  }

  /** The case that names steps by where they begin: named by where they lead, 55 would be counted. */
  @Test
  void anExportForgottenInBetween_isRefusedAndNotCountedTwice() throws RefusedRowException {
    List<String> exports = List.of("10", "25", "40");
    Journal journal = new Journal();
    journal.load(exports, 0, List.of());
    journal.load(exports, 1, List.of(0));
    journal.load(exports, 2, List.of(0));

    assertThat(journal.refused).containsExactly("7/refund/after-10");
    assertThat(journal.sum()).isEqualByComparingTo("25");
  }

  /** Law: read with all earlier ones beside it, an export leaves just its total; with some forgotten, no more. */
  @Property(tries = 200)
  void theSumIsTheTotal_orLessWhileAnExportIsForgotten(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 3) Integer> growth,
      @ForAll @Size(6) List<@IntRange(min = 0, max = 63) Integer> remembered)
      throws RefusedRowException {
    List<String> exports = new ArrayList<>();
    int total = 0;
    for (int more : growth) {
      total += more;
      exports.add(total == 0 ? "" : total + ".00");
    }
    Journal journal = new Journal();
    for (int i = 0; i < exports.size(); i++) {
      BigDecimal all = exports.get(i).isEmpty() ? BigDecimal.ZERO : new BigDecimal(exports.get(i));
      int bits = remembered.get(i);
      List<Integer> some = upTo(i).stream().filter(other -> (bits >> other & 1) == 1).toList();
      journal.load(exports, i, some);
      assertThat(journal.sum()).isLessThanOrEqualTo(all);

      journal.load(exports, i, upTo(i));
      assertThat(journal.sum()).isEqualByComparingTo(all);

      int before = journal.events.size();
      journal.load(exports, i, upTo(i));
      assertThat(journal.events).hasSize(before);
    }
  }

  @Test
  void aTotalThatFalls_isRefused_namingBoth() {
    Journal journal = new Journal();

    assertThatThrownBy(() -> journal.load(List.of("25", "10"), 1, List.of(0)))
        .hasMessageContaining("'refunded' was 25 in an earlier export and is 10 now");
    assertThatThrownBy(() -> journal.load(List.of("25", "0.00"), 1, List.of(0)))
        .hasMessageContaining("was 25 in an earlier export and is 0.00 now");
    assertThatThrownBy(() -> journal.load(List.of("25", "10", "30"), 2, List.of(0, 1)))
        .hasMessageContaining("was 25 in an earlier export and is 10 in a later one");
  }

  /** What was told stays told as it was: a changed day would be a conflict. */
  @Test
  void aStepKeepsTheTimeItsExportGaveIt() throws RefusedRowException {
    EarlierTotals earlier = new EarlierTotals();
    MappingText.valid()
        .bind()
        .learn(List.of("7", "m1", "2026-01-03 09:30:00", "100", "10", ""), earlier);

    assertThat(
            MappingText.valid()
                .bind(earlier)
                .events(List.of("7", "m1", "2026-02-01 08:00:00", "100", "25", "")))
        .filteredOn(event -> "refund".equals(event.get("type")))
        .extracting(event -> event.get("occurred_at"))
        .containsExactly("2026-01-03T09:30", "2026-02-01T08:00");
  }
}
