package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What pins the rules of a generation. */
class RuleFingerprintTest {
  private static final Currency CNY = Currency.getInstance("CNY");
  private static final Deployment DEPLOYMENT =
      new Deployment(ZoneId.of("Asia/Shanghai"), CNY, 730, Deployment.Memory.DEFAULT);
  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

  /** Persisted with stores: rules that stay the same must give it for ever. */
  @Test
  void isWhatItWas_whenItWasFirstStored() {
    assertThat(RuleBook.of(DEPLOYMENT, everything()).fingerprint())
        .isEqualTo("eb29ba5e412caa5c885c69e89792f8eb586bdeb23720aa7ee0e3819d87c7b932");
  }

  /** Whatever is added to a rule set later has to be told apart here, or this fails. */
  @Test
  void differs_withEveryComponentOfEveryRecord() {
    Map<String, RuleSet> variants = Variants.of(everything());
    Map<String, String> seen = new HashMap<>();
    seen.put(fingerprint(everything()), "nothing");

    variants.forEach(
        (what, rules) -> {
          String same = seen.putIfAbsent(fingerprint(rules), what);
          assertThat(same).as("is not told from: %s", what).isNull();
        });
    assertThat(variants).hasSizeGreaterThan(60);
  }

  @Test
  void isTheSame_inWhateverOrderMapsAndSetsHandOutWhatTheyHold() {
    Map<String, String> offer = new LinkedHashMap<>();
    Map<String, Integer> limits = new LinkedHashMap<>();
    Set<String> types = new LinkedHashSet<>();
    for (int i = 40; i > 0; i--) {
      offer.put("field-" + i, "text");
      limits.put("category-" + i, i);
      types.add("type-" + i);
    }

    assertThat(
            fingerprint(rules(new HashMap<>(offer), new HashMap<>(limits), new HashSet<>(types))))
        .isEqualTo(fingerprint(rules(offer, limits, types)));
  }

  /** The first version holds on the days before its own as well. */
  @Test
  void theDayOfTheEarliestVersion_changesNothing_thatOfAnotherDoes() {
    RuleSet first = everything();
    RuleSet second = rules(Map.of(), Map.of(), Set.of());

    assertThat(book(first, MAY, second, MAY.plusDays(9)))
        .isEqualTo(book(first, LocalDate.EPOCH, second, MAY.plusDays(9)))
        .isNotEqualTo(book(first, MAY, second, MAY.plusDays(8)))
        .isNotEqualTo(book(second, MAY, first, MAY.plusDays(9)));
  }

  /** Members' states know a version by its place in the order of publication. */
  @Test
  void differs_withTheOrderOfPublication() {
    RuleSet first = everything();
    RuleSet second = rules(Map.of(), Map.of(), Set.of());

    assertThat(book(first, MAY, second, MAY.plusDays(9)))
        .isNotEqualTo(book(second, MAY.plusDays(9), first, MAY));
  }

  private static String book(RuleSet first, LocalDate from, RuleSet second, LocalDate then) {
    return new RuleBook(
            DEPLOYMENT,
            List.of(new RuleBook.Version(first, from), new RuleBook.Version(second, then)))
        .fingerprint();
  }

  private static String fingerprint(RuleSet rules) {
    return RuleBook.of(DEPLOYMENT, rules).fingerprint();
  }

  private static RuleSet everything() {
    return rules(
        Map.of("voucher", "10-off", "channel", "app"), Map.of("tea", 30), Set.of("heartbeat"));
  }

  private static RuleSet rules(
      Map<String, String> offer, Map<String, Integer> limits, Set<String> types) {
    BgNbd bgNbd = new BgNbd(ModelUnit.WEEK, 0.25, 4.5, 0.75, 2.5);
    List<Bands> dimensions =
        List.of(
            new Bands(Figure.of(Figure.Kind.RECENCY_DAYS), 90),
            new Bands(Figure.daysSinceReturn(180), 30),
            new Bands(Figure.daysOverdue(new InactivityLimit("quiet", 45, limits)), 0),
            new Bands(Figure.daysOverdue(new CadenceLimit("rhythm", 2_000, 1_500, 3)), 0),
            new Bands(Figure.daysOverdue(new SurvivalLimit("alive", bgNbd, 0.5)), 0));
    int[] table = new int[32];
    table[31] = 1;
    Axis axis = new Axis("lifecycle", List.of("here", "gone", "never"), 2, dimensions, table);
    Axis spenders =
        new Axis(
            "spenders",
            List.of("little", "much"),
            0,
            List.of(new Bands(Figure.of(Figure.Kind.MONETARY_MINOR), 5_000)),
            new int[] {0, 1});
    BitSet matches = new BitSet();
    matches.set(Policy.cell(List.of(axis), 0, 0, new int[] {1}));
    return new RuleSet(
        "all",
        3,
        new Window(365),
        Scores.byBoundaries(new long[] {30, 60}, new long[] {2}, new long[] {20_000}),
        List.of(axis, spenders),
        new SurvivalRules(
            new MbgNbd(ModelUnit.DAY, 0.5, 30.25, 1.5, 3.5),
            new GammaGamma(CNY, 6.25, 3.75, 15.5),
            90),
        List.of(
            new Policy(
                "win-back",
                matches,
                false,
                false,
                new TreeMap<>(Map.of("complaint", 30)),
                Duration.ofDays(30),
                Duration.ofDays(14),
                100,
                "salt",
                5,
                offer)),
        types);
  }
}
