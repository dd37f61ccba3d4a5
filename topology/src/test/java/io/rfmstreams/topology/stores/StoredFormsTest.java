package io.rfmstreams.topology.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Tally.Count;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How values lie in the stores, for the versions of the program before and after this one. */
class StoredFormsTest {
  private static final Ledger LEDGER =
      new Ledger(
          1,
          2,
          3,
          4,
          Tally.NONE
              .with(Count.REPEATED_PURCHASES, 5)
              .with(Count.MANGLED_IDS, 6)
              .with(Count.SENT, 7)
              .with(Count.HELD_OUT, 8)
              .with(Count.EARLY, 9)
              .with(Count.BLOCKED, 10)
              .with(Count.EXPIRED, 11)
              .with(Count.WITHDRAWN, 12)
              .with(Count.CANCELLED, 13));

  private final Serde<Ledger> form = StoredForms.ledger();

  /** Persisted: a number is never moved or removed. */
  @Test
  void theLedgersForm_isAVersionAndItsNumbersInOrder() {
    ByteBuffer golden = ByteBuffer.allocate(1 + 13 * Long.BYTES).put((byte) 2);
    for (long number = 1; number <= 13; number++) {
      golden.putLong(number);
    }

    assertThat(stored(LEDGER)).isEqualTo(golden.array());
    assertThat(read(golden.array())).isEqualTo(LEDGER);
  }

  @Test
  void numbersThatAVersionBeforeDidNotCount_areZero() {
    byte[] fates = Arrays.copyOf(stored(LEDGER), 1 + 4 * Long.BYTES);
    byte[] butTheLast = Arrays.copyOf(stored(LEDGER), 1 + 12 * Long.BYTES);

    assertThat(read(fates)).isEqualTo(new Ledger(1, 2, 3, 4));
    assertThat(read(butTheLast))
        .isEqualTo(
            new Ledger(
                1,
                2,
                3,
                4,
                Tally.NONE
                    .with(Count.REPEATED_PURCHASES, 5)
                    .with(Count.MANGLED_IDS, 6)
                    .with(Count.SENT, 7)
                    .with(Count.HELD_OUT, 8)
                    .with(Count.EARLY, 9)
                    .with(Count.BLOCKED, 10)
                    .with(Count.EXPIRED, 11)
                    .with(Count.WITHDRAWN, 12)));
  }

  @Test
  void numbersThatALaterVersionCounts_arePassedOver() {
    byte[] later = Arrays.copyOf(stored(LEDGER), 1 + 15 * Long.BYTES);
    Arrays.fill(later, 1 + 13 * Long.BYTES, later.length, (byte) 42);

    assertThat(read(later)).isEqualTo(LEDGER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "03", "0200", "02000000000000000100"})
  void anythingElse_isRefusedSayingWhatItIs(String hex) {
    assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The stored ledger ");
  }

  private byte[] stored(Ledger ledger) {
    return form.serializer().serialize("t", ledger);
  }

  private Ledger read(byte[] bytes) {
    return form.deserializer().deserialize("t", bytes);
  }
}
