package io.rfmstreams.topology;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.engine.Tally;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** How values lie in the stores. Each form begins with its version. */
final class StoredForms {
  private static final byte LEDGER_VERSION = 2;
  private static final int LEDGER_NUMBERS = 13;

  private StoredForms() {}

  static Serde<MemberState> memberState(StateForms forms) {
    return Serdes.serdeFrom(
        (topic, state) -> state == null ? null : forms.encode(state),
        (topic, bytes) -> bytes == null ? null : forms.decode(bytes));
  }

  static Serde<Ledger> ledger() {
    return Serdes.serdeFrom(
        (topic, ledger) -> ledger == null ? null : encode(ledger),
        (topic, bytes) -> bytes == null ? null : decode(bytes));
  }

  private static byte[] encode(Ledger ledger) {
    Tally tally = ledger.tally();
    return ByteBuffer.allocate(1 + LEDGER_NUMBERS * Long.BYTES)
        .put(LEDGER_VERSION)
        .putLong(ledger.accepted())
        .putLong(ledger.duplicate())
        .putLong(ledger.control())
        .putLong(ledger.deadLettered())
        .putLong(tally.repeatedPurchases())
        .putLong(tally.mangledIds())
        .putLong(tally.sent())
        .putLong(tally.heldOut())
        .putLong(tally.early())
        .putLong(tally.blocked())
        .putLong(tally.expired())
        .putLong(tally.withdrawn())
        .putLong(tally.cancelled())
        .array();
  }

  private static Ledger decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != LEDGER_VERSION) {
      throw new IllegalStateException(
          "The stored ledger has version %d, this program reads version %d."
              .formatted(version, LEDGER_VERSION));
    }
    return new Ledger(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        new Tally(
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong()));
  }
}
