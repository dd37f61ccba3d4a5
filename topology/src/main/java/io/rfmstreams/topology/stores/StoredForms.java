package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Tally.Count;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * How values lie in the stores. Each form begins with its version.
 *
 * <p>The ledger's form is that and numbers, which are never moved, and to which later versions of the
 * program may add at the end: one that is missing is 0, and what lies behind the known ones is passed
 * over. So instances of two versions read each other's ledgers. What the earlier one writes has lost the
 * later one's counts: those are exact only from the time the last instance of it is gone. Another version
 * byte is for a form that cannot be read so.
 */
final class StoredForms {
  private static final byte LEDGER_VERSION = 2;
  private static final int FATES = 4;
  private static final List<Count> COUNTS = List.of(Count.values());

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
    ByteBuffer out =
        ByteBuffer.allocate(1 + (FATES + COUNTS.size()) * Long.BYTES)
            .put(LEDGER_VERSION)
            .putLong(ledger.accepted())
            .putLong(ledger.duplicate())
            .putLong(ledger.control())
            .putLong(ledger.deadLettered());
    for (Count count : COUNTS) {
      out.putLong(ledger.tally().of(count));
    }
    return out.array();
  }

  private static Ledger decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.hasRemaining() ? in.get() : 0;
    if (version != LEDGER_VERSION) {
      throw new IllegalStateException(
          "The stored ledger has version %d, this program reads version %d."
              .formatted(version, LEDGER_VERSION));
    }
    if (in.remaining() % Long.BYTES != 0) {
      throw new IllegalStateException(
          "The stored ledger is damaged: it has %d bytes, expected a version and whole numbers of %d bytes each."
              .formatted(bytes.length, Long.BYTES));
    }
    Ledger fates = new Ledger(next(in), next(in), next(in), next(in));
    Tally tally = Tally.NONE;
    for (Count count : COUNTS) {
      tally = tally.with(count, next(in));
    }
    return fates.with(tally);
  }

  private static long next(ByteBuffer numbers) {
    return numbers.hasRemaining() ? numbers.getLong() : 0;
  }
}
