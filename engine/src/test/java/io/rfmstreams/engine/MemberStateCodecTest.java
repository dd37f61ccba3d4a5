package io.rfmstreams.engine;

import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.rfmstreams.oracle.JournalEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form gives back what was stored, never changes by accident, and knows damage. */
class MemberStateCodecTest {

  @Property(tries = 500, seed = "61")
  void decode_givesBackWhatWasEncoded(@ForAll @LongRange(min = 0) long seed) {
    MemberState state = new RandomStates(new SplittableRandom(seed)).next();
    byte[] stored = MemberStateCodec.encode(state);
    MemberState decoded = MemberStateCodec.decode(stored);
    assertThat(RandomStates.text(decoded)).isEqualTo(RandomStates.text(state));
    assertThat(MemberStateCodec.encode(decoded)).isEqualTo(stored);
  }

  @Property(tries = 25, seed = "62")
  @Tag("long")
  void statesTheEngineComesTo_areGivenBackToo(@ForAll @LongRange(min = 0) long seed) {
    OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
    Played played = new Played(scenario.rules(), new MemoryStores());
    for (JournalEntry entry : scenario.journal()) {
      played.read(entry, Integer.MAX_VALUE);
      if (entry instanceof JournalEntry.Event event) {
        MemberState state = played.stores.member(event.line().memberId());
        MemberState decoded = MemberStateCodec.decode(MemberStateCodec.encode(state));
        assertThat(RandomStates.text(decoded)).isEqualTo(RandomStates.text(state));
      }
    }
  }

  @Property(tries = 500, seed = "63")
  void idsAreKeptExactly_andEqualOnlyIfTheirTextsAre(@ForAll @LongRange(min = 0) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String one = RandomStates.idText(random);
    String other = RandomStates.idText(random);
    assertThat(Id.of(one).toString()).isEqualTo(one);
    assertThat(Id.of(one).equals(Id.of(other))).isEqualTo(one.equals(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "00",
        "007",
        "-1",
        "+1",
        "1e3",
        "999999999999999999",
        "1000000000000000000",
        "9223372036854775808",
        "٣",
        "123e4567-e89b-12d3-a456-426614174000",
        "123E4567-E89B-12D3-A456-426614174000",
        "123e4567-e89b-12d3-a456-42661417400g",
        "123e4567e89b12d3a456426614174000",
        " 1",
        "1 "
      })
  void oddIds_areKeptExactly(String id) {
    assertThat(Id.of(id).toString()).isEqualTo(id);
    StateWriter out = new StateWriter();
    Id.of(id).writeTo(out);
    assertThat(Id.readFrom(new StateReader(out.toBytes()))).isEqualTo(Id.of(id)).hasToString(id);
  }

  /** An id kept as a number and asked for as a text would not be found again. */
  @ParameterizedTest
  @CsvSource({
    "0, 01",
    "7, 0507",
    "255, 05ff",
    "256, 090100",
    "1090, 090442",
    "999999999999999999, 210de0b6b3a763ffff",
    "1000000000000000000, 4c31303030303030303030303030303030303030",
    "00, 083030",
    "1:, 08313a",
    "1/, 08312f",
    "0f9a0000-0000-0000-0000-0000000000f9, 420f9a00000000000000000000000000f9",
    "a1, 086131"
  })
  void idsAreStored_inOneFormForEver(String id, String hex) {
    StateWriter out = new StateWriter();
    Id.of(id).writeTo(out);
    assertThat(hex(out.toBytes())).isEqualTo(hex);
  }

  @Test
  void ordinaryPurchase_takesADozenBytes() {
    Told m1 = Told.member("m1");
    m1.id("100001").boughtOn("100001", "2026-01-01", "123.45");
    int one = MemberStateCodec.encode(m1.state()).length;
    m1.id("100002").boughtOn("100002", "2026-01-02", "123.45");
    assertThat(MemberStateCodec.encode(m1.state()).length - one).isLessThanOrEqualTo(12);
  }

  // Golden samples of every version there has been.

  /** Members whose stored form is on file. */
  private static Map<String, Told> samples() {
    Map<String, Told> samples = new TreeMap<>();
    samples.put(
        "one-purchase",
        Told.member("m1").id("123e4567-e89b-12d3-a456-426614174000").bought("2026-01-03", "12.50"));
    samples.put(
        "ordinary",
        Told.member("m1")
            .id("100001")
            .boughtOn("100001", "2026-01-03T10:15", "120.00")
            .id("100002")
            .boughtOn("100002", "2026-02-07T18:30:12.345", "80.00")
            .id("900001")
            .wasRefundedFor("100002", "2026-02-09", "30.00")
            .visited("2026-02-10")
            .id("100003")
            .of("tea")
            .boughtOn("100003", "2026-03-01", "45.90")
            .nothingUntil("2026-06-15"));
    Policy policy = DefaultRules.onDormant(defaultRetail(), 100, Duration.ofDays(30));
    RuleBook small =
        RuleBook.of(
            DefaultRules.deployment(defaultRetail().withMemory(4, 2)),
            DefaultRules.ruleSet(defaultRetail(), policy));
    samples.put(
        "everything",
        Told.member("m1", small)
            .bought("2023-12-01", "1.00")
            .wasErased("2023-12-02")
            .boughtOn("old", "2024-01-01", "10.00")
            .wasRefundedFor("old", "2024-01-02", "15.00")
            .wasRefundedFor("nobody's", "2024-01-03", "2.00")
            .boughtOn("o1", "2024-06-01", "300.00")
            .visited("2025-01-01")
            .visited("2025-01-05")
            .visited("2025-01-07")
            .boughtOn("o2", "2025-07-01", "50.00")
            .wasRefunded("2025-07-02", "5.00")
            .boughtOn("o3", "2026-01-10", "70.00")
            .boughtOn("o3", "2026-01-08", "0.01")
            .wasRefundedFor("o3", "2026-01-11", "0")
            .bought("2026-01-05", "9.99"));
    samples.put(
        "forgotten", Told.member("m1").bought("2026-01-03", "12.50").wasErased("2026-02-01T08:00"));
    Policy onAtRisk =
        PolicyWords.entering(defaultRetail(), "lifecycle", "at-risk")
            .waitingAfter("complaint", 30)
            .holdingOut(500)
            .policy();
    RuleBook addressing =
        RuleBook.of(
            DefaultRules.deployment(defaultRetail()),
            DefaultRules.ruleSet(defaultRetail(), onAtRisk));
    Map<String, String> said =
        Map.of(
            "consent", "yes",
            "consent.email", "yes",
            "consent.sms", "no",
            "channel.preferred", "email",
            "locale", "zh-CN",
            "zone", "Asia/Shanghai");
    samples.put(
        "addressed",
        Told.member("m1", addressing)
            .said(said, "2026-01-02")
            .bought("2026-01-03", "12.50")
            .did("complaint", "2026-01-20T10:00:01")
            .said("locale", "en", "2026-01-05")
            .nothingUntil("2026-04-04"));
    samples.put("refund-waiting", Told.member("m1").wasRefundedFor("o9", "2026-01-03", "4.00"));
    return samples;
  }

  private static Map<String, byte[]> golden(int version) throws IOException {
    String resource = "member-state-v" + version + ".properties";
    try (InputStream in = MemberStateCodecTest.class.getResourceAsStream(resource)) {
      Properties lines = new Properties();
      byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
      lines.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
      Map<String, byte[]> golden = new TreeMap<>();
      lines.forEach(
          (name, hex) -> golden.put((String) name, HexFormat.of().parseHex((String) hex)));
      return golden;
    }
  }

  @Test
  void storedForm_isTheOneOnFileByteForByte() throws IOException {
    Map<String, String> written = new TreeMap<>();
    samples()
        .forEach((name, told) -> written.put(name, hex(MemberStateCodec.encode(told.state()))));
    Map<String, String> onFile = new TreeMap<>();
    golden(MemberStateCodec.VERSION).forEach((name, bytes) -> onFile.put(name, hex(bytes)));
    assertThat(written)
        .as("another form needs another version, and a file of its own beside this one")
        .isEqualTo(onFile);
  }

  @Test
  void formOnFile_isReadAsTheMembersItWasWrittenOf() throws IOException {
    Map<String, Told> samples = samples();
    golden(MemberStateCodec.VERSION)
        .forEach(
            (name, bytes) ->
                assertThat(RandomStates.text(MemberStateCodec.decode(bytes)))
                    .isEqualTo(
                        RandomStates.text(Objects.requireNonNull(samples.get(name)).state())));
  }

  @Test
  void formOnFile_givesTheFiguresExpected() throws IOException {
    assertThat(figures("one-purchase", "2026-01-04")).isEqualTo("1d 1x 12.50 511");
    assertThat(figures("ordinary", "2026-06-15")).isEqualTo("106d 3x 215.90 232");
    assertThat(figures("everything", "2026-01-11")).isEqualTo("3d 3x 125.00 531");
    assertThat(figures("forgotten", "2026-02-01")).isEqualTo("never 0x 0.00");
    assertThat(figures("addressed", "2026-04-04")).isEqualTo("91d 1x 12.50 211");
    assertThat(figures("refund-waiting", "2026-01-03")).isEqualTo("never 0x 0.00");
  }

  private static String figures(String name, String day) throws IOException {
    MemberState state =
        MemberStateCodec.decode(Objects.requireNonNull(golden(MemberStateCodec.VERSION).get(name)));
    return Told.text(
        new Lifecycle()
            .picture(state, "m1", LocalDate.parse(day), DefaultRules.book(defaultRetail()))
            .rfm());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  // Damage and strangers.

  /** Version 1 kept neither categories nor order days, 2 no consent: neither can be made up. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void earlierVersionOnFile_isRefusedWithWhatToDo(int version) throws IOException {
    for (byte[] bytes : golden(version).values()) {
      assertThatThrownBy(() -> MemberStateCodec.decode(bytes))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has version " + version)
          .hasMessageContaining("start a new generation");
    }
  }

  @Test
  void anotherVersion_isRefusedByNumber() throws IOException {
    byte[] bytes = Objects.requireNonNull(golden(MemberStateCodec.VERSION).get("ordinary"));
    for (int version = 0; version < 256; version++) {
      byte[] other = bytes.clone();
      other[0] = (byte) version;
      if (version != MemberStateCodec.VERSION) {
        assertThatThrownBy(() -> MemberStateCodec.decode(other))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("version " + version);
      }
    }
  }

  @Test
  void everyTruncation_isRefused() throws IOException {
    for (byte[] bytes : golden(MemberStateCodec.VERSION).values()) {
      for (int length = 0; length < bytes.length; length++) {
        byte[] truncated = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> MemberStateCodec.decode(truncated))
            .isInstanceOf(IllegalStateException.class);
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      assertThatThrownBy(() -> MemberStateCodec.decode(longer))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void everyFlippedBit_isReadOrRefusedAndNothingElse() throws IOException {
    for (byte[] bytes : golden(MemberStateCodec.VERSION).values()) {
      for (int place = 0; place < bytes.length; place++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] damaged = bytes.clone();
          damaged[place] ^= (byte) (1 << bit);
          readOrRefuse(damaged);
        }
      }
    }
  }

  @Property(tries = 300, seed = "64")
  void damageOfAnyKind_isReadOrRefusedAndNothingElse(@ForAll @LongRange(min = 0) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = MemberStateCodec.encode(new RandomStates(random).next());
    for (int i = 0; i < 30; i++) {
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 10));
      for (int hits = random.nextInt(1, 6); hits > 0 && damaged.length > 1; hits--) {
        damaged[random.nextInt(1, damaged.length)] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt()
                    : List.of(0, 0x7f, 0x80, 0xff).get(hits % 4));
      }
      readOrRefuse(damaged);
    }
    byte[] foreign = new byte[random.nextInt(200)];
    random.nextBytes(foreign);
    readOrRefuse(foreign);
    if (foreign.length > 0) {
      foreign[0] = MemberStateCodec.VERSION;
      readOrRefuse(foreign);
    }
  }

  /** Decoding either works or is refused, in memory that the bytes' length bounds. */
  private static void readOrRefuse(byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      MemberState state = MemberStateCodec.decode(bytes);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).isLessThan(100_000 + 500L * bytes.length);
      // What was read can be looked at and stored again.
      assertThat(RandomStates.text(state)).isNotEmpty();
      MemberStateCodec.decode(MemberStateCodec.encode(state));
    } catch (IllegalStateException refused) {
      assertThat(refused).hasMessageContaining("stored member state");
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).isLessThan(100_000 + 500L * bytes.length);
    }
  }
}
