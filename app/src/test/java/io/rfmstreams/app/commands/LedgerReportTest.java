package io.rfmstreams.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;

/** What a running service says of the records it has read. */
class LedgerReportTest {
  private final List<String> lines = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Ledger ledger = Ledger.EMPTY;
  private boolean open = true;

  private final LedgerReport report =
      new LedgerReport(
          this::ledger,
          () -> Optional.of("'wrong-currency': the currency is 'GBP'"),
          lines::add,
          warnings::add);

  private Ledger ledger() {
    if (!open) {
      throw new InvalidStateStoreException("a rebalance");
    }
    return ledger;
  }

  @Test
  void tellsWhatHasChanged_onlyThen() {
    report.tell();
    assertThat(lines).isEmpty();

    ledger = new Ledger(3, 1, 2, 1);
    report.tell();
    report.tell();
    assertThat(lines)
        .containsExactly(
            "read      7 records = accepted 3 + duplicate 1 + control 2 + dead-lettered 1");
  }

  @Test
  void tellsTheEnd_alsoWhereTheStoresAreClosedByThen() {
    ledger = new Ledger(3, 1, 2, 1);
    report.tell();
    open = false;

    report.tell();
    report.close();

    assertThat(lines).hasSize(2).last().asString().contains("7 records");
    assertThat(warnings).isEmpty();
  }

  @Test
  void warnsOnce_whereEverythingIsRefused() {
    ledger = new Ledger(0, 0, 12, 99);
    report.tell();
    assertThat(warnings).isEmpty();

    ledger = new Ledger(0, 0, 12, 100);
    report.tell();
    ledger = new Ledger(0, 0, 12, 200);
    report.tell();
    report.close();

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("100 records are dead letters, most of the latest as 'wrong-currency': the c")
        .contains("rfm.currency");
  }

  @Test
  void warnsAtTheEnd_ofWhatWasTooShortToBeSeenBefore() {
    ledger = new Ledger(0, 0, 0, 22_190);
    report.close();

    assertThat(warnings).singleElement().asString().contains("Everything read so far was refused");
  }

  @Test
  void someRefusals_areNoWarning() {
    ledger = new Ledger(1, 0, 0, 500);
    report.close();

    assertThat(warnings).isEmpty();
  }
}
