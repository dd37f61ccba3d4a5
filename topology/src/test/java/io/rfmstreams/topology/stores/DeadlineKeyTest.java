package io.rfmstreams.topology.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.DeadlineEntry;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class DeadlineKeyTest {
  private static final Instant AT = Instant.parse("2026-01-01T16:00:00Z");

  /**
   * Golden: a store written before members shared entries has these keys, and no bytes beside them.
   */
  @Test
  void anEntryOfOneMember_isStoredAsItAlwaysWas() {
    DeadlineEntry entry = new DeadlineEntry(AT, "m1");
    Bytes stored = Bytes.wrap(HexFormat.of().parseHex("8000019b7a4990006d31"));

    assertThat(DeadlineKey.of(entry)).isEqualTo(stored);
    assertThat(DeadlineKey.value(entry)).isEmpty();
    assertThat(DeadlineKey.entry(stored, new byte[0])).isEqualTo(entry);
  }

  /** Golden: two further members. */
  @Test
  void furtherMembers_areBesideTheFirst() {
    DeadlineEntry entry = new DeadlineEntry(AT, List.of("m1", "a", "é"));

    assertThat(DeadlineKey.of(entry)).isEqualTo(DeadlineKey.of(new DeadlineEntry(AT, "m1")));
    assertThat(DeadlineKey.value(entry)).isEqualTo(HexFormat.of().parseHex("000161" + "0002c3a9"));
  }

  @Property(tries = 200)
  void readsWhatItWrote(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long millis,
      @ForAll @Size(min = 1, max = 128) @UniqueElements
          List<@NotEmpty @StringLength(max = 20) String> memberIds) {
    List<String> wellFormed = memberIds.stream().map(id -> id.replaceAll("\\p{Cs}", "?")).toList();
    DeadlineEntry entry = new DeadlineEntry(Instant.ofEpochMilli(millis), wellFormed);

    assertThat(DeadlineKey.entry(DeadlineKey.of(entry), DeadlineKey.value(entry))).isEqualTo(entry);
  }
}
