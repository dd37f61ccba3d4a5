package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static io.rfmstreams.oracle.RuleParameters.retailDemo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rfmstreams.oracle.RuleParameters;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule versions follow each other by effective day, and a member's history goes on across them. */
class RuleVersionsTest {

  private static final RuleParameters DEFAULT = defaultRetail();

  /** At-risk 60, dormant 120, churned 240 instead of 90, 180, 365. */
  private static final RuleParameters STRICTER =
      retailDemo().withZone(DEFAULT.zone()).withCurrency(DEFAULT.currency());

  private static final Axis REGULARS =
      new Axis(
          "regulars",
          List.of("no", "yes"),
          0,
          List.of(new Bands(Figure.of(Figure.Kind.LIFETIME_ORDERS), 2)),
          new int[] {0, 1});

  private static RuleBook.Version from(String day, int version, RuleParameters p, Axis... axes) {
    RuleSet rules = DefaultRules.ruleSet(p);
    List<Axis> all = axes.length == 0 ? rules.axes() : Arrays.asList(axes);
    return new RuleBook.Version(
        new RuleSet(
            DEFAULT.name(),
            version,
            rules.window(),
            rules.scores(),
            all,
            null,
            List.of(),
            Set.of()),
        LocalDate.parse(day));
  }

  private static RuleBook book(RuleBook.Version... versions) {
    return new RuleBook(DefaultRules.deployment(DEFAULT), List.of(versions));
  }

  private static Axis[] axesWith(Axis... more) {
    List<Axis> axes = new ArrayList<>(DefaultRules.ruleSet(DEFAULT).axes());
    axes.addAll(List.of(more));
    return axes.toArray(Axis[]::new);
  }

  @Test
  void versionBegins_atTheStartOfItsEffectiveDay() {
    Told m1 =
        member("m1", book(from("2026-01-01", 1, DEFAULT), from("2026-03-15", 2, STRICTER)))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-06-01");
    assertThat(m1.moves("lifecycle"))
        .containsExactly(
            "new by purchase on 2026-01-01",
            "active by time on 2026-01-31",
            "at-risk by rules on 2026-03-15",
            "dormant by time on 2026-05-01");
    Transition byRules =
        m1.transitions().stream().filter(t -> t.cause().equals("rules")).findFirst().orElseThrow();
    assertThat(byRules.ruleVersion()).isEqualTo(2);
    assertThat(byRules.effectiveAt()).isEqualTo(m1.instant("2026-03-15T00:00"));
    assertThat(byRules.eventId()).isNull();
    assertThat(byRules.reason()).isEmpty();
  }

  @Test
  void sequenceGoesOn_acrossVersions() {
    Told m1 =
        member("m1", book(from("2026-01-01", 1, DEFAULT), from("2026-03-15", 2, STRICTER)))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-06-01");
    assertThat(m1.transitions())
        .extracting(Transition::sequence)
        .doesNotHaveDuplicates()
        .isSorted()
        .startsWith(1L);
    assertThat(m1.on("2026-06-01").sequence()).isEqualTo(m1.transitions().size());
    assertThat(m1.transitions()).extracting(Transition::ruleVersion).containsOnly(1, 2).isSorted();
  }

  @Test
  void memberThatIsNotTouchedByTheNewRules_makesNoTransition() {
    Told m1 =
        member("m1", book(from("2026-01-01", 1, DEFAULT), from("2026-01-10", 2, STRICTER)))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-01-12");
    assertThat(m1.transitions()).hasSize(3);
    assertThat(m1.on("2026-01-12").ruleVersion()).isEqualTo(2);
  }

  @Test
  void eventAfterTheEffectiveDayWithoutATick_findsTheVersionBegunFirst() {
    RuleBook rules = book(from("2026-01-01", 1, DEFAULT), from("2026-03-15", 2, STRICTER));
    Told m1 = member("m1", rules).bought("2026-01-01", "10.00");
    MemberEvent visit =
        new MemberEvent(
            "v", "m1", "visit", m1.instant("2026-03-20"), null, null, null, null, null, Map.of());
    Decision decision = new Lifecycle().decide(m1.state(), visit, visit.occurredAt(), rules);
    assertThat(decision.transitions())
        .filteredOn(t -> t.axis().equals("lifecycle"))
        .extracting(Transition::to, Transition::cause)
        .containsExactly(tuple("active", "time"), tuple("at-risk", "rules"));
  }

  @Test
  void dayOnWhichTimeAndRulesBothMove_hasTheCauseRules() {
    Told m1 =
        member("m1", book(from("2026-01-01", 1, DEFAULT), from("2026-04-01", 2, DEFAULT)))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-04-02");
    assertThat(m1.moves("lifecycle")).endsWith("at-risk by rules on 2026-04-01");
  }

  @Test
  void addedAxis_beginsWithNullForEveryMember() {
    Told m1 =
        member(
                "m1",
                book(
                    from("2026-01-01", 1, DEFAULT),
                    from("2026-01-15", 2, DEFAULT, axesWith(REGULARS))))
            .bought("2026-01-01", "10.00")
            .bought("2026-01-02", "10.00")
            .nothingUntil("2026-01-20");
    Transition first = m1.lastMove("regulars");
    assertThat(first.from()).isNull();
    assertThat(first.to()).isEqualTo("yes");
    assertThat(first.cause()).isEqualTo("rules");
    assertThat(first.before()).isNotNull();
    assertThat(m1.transitions()).last().isEqualTo(first);
  }

  @Test
  void renamedAxis_isANewOne() {
    Axis[] axes = axesWith();
    Axis loyalty = axes[2];
    axes[2] =
        new Axis(
            "ladder",
            loyalty.segments(),
            loyalty.withoutOrder(),
            loyalty.dimensions(),
            loyalty.table());
    Told m1 =
        member("m1", book(from("2026-01-01", 1, DEFAULT), from("2026-01-15", 2, DEFAULT, axes)))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-01-20")
            .bought("2026-01-20", "10.00");
    assertThat(m1.moves("loyalty")).containsExactly("first-time by purchase on 2026-01-01");
    assertThat(m1.moves("ladder"))
        .containsExactly("first-time by rules on 2026-01-15", "repeat by purchase on 2026-01-20");
    assertThat(m1.on("2026-01-20").segments()).containsOnlyKeys("value", "lifecycle", "ladder");
  }

  @Test
  void axesInAnotherOrderAndSegmentsInAnotherOrder_moveNobody() {
    Axis[] axes = axesWith();
    Axis loyalty = axes[2];
    Axis turned =
        new Axis(
            "loyalty",
            List.of("fan", "repeat", "first-time", "none"),
            3,
            loyalty.dimensions(),
            new int[] {3, 2, 1, 0});
    Told m1 =
        member(
                "m1",
                book(
                    from("2026-01-01", 1, DEFAULT),
                    from("2026-01-15", 2, DEFAULT, turned, axes[0], axes[1])))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-01-20");
    assertThat(m1.transitions()).hasSize(3);
    m1.bought("2026-01-21", "10.00");
    assertThat(m1.moves("loyalty"))
        .containsExactly(
            "first-time by purchase on 2026-01-01", "repeat by purchase on 2026-01-21");
  }

  @Test
  void renamedSegment_isATransitionByRules() {
    Axis loyalty = axesWith()[2];
    Axis renamed =
        new Axis(
            "loyalty",
            List.of("none", "once", "repeat", "fan"),
            0,
            loyalty.dimensions(),
            loyalty.table());
    Told m1 =
        member(
                "m1",
                book(
                    from("2026-01-01", 1, DEFAULT),
                    from("2026-01-15", 2, DEFAULT, axesWith()[0], axesWith()[1], renamed)))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-01-20");
    Transition move = m1.lastMove("loyalty");
    assertThat(move.from()).isEqualTo("first-time");
    assertThat(move.to()).isEqualTo("once");
    assertThat(move.cause()).isEqualTo("rules");
  }

  @Test
  void ofTwoVersionsWithOneEffectiveDay_theLastPublishedHolds() {
    RuleBook rules =
        book(
            from("2026-01-01", 1, DEFAULT),
            from("2026-02-01", 2, STRICTER),
            from("2026-02-01", 3, DEFAULT));
    assertThat(rules.on(LocalDate.parse("2026-01-31")).version()).isEqualTo(1);
    assertThat(rules.on(LocalDate.parse("2026-02-01")).version()).isEqualTo(3);
  }

  @Test
  void beforeTheFirstEffectiveDay_theFirstVersionHolds() {
    RuleBook rules = book(from("2026-01-01", 1, DEFAULT), from("2026-02-01", 2, STRICTER));
    assertThat(rules.on(LocalDate.parse("2020-01-01")).version()).isEqualTo(1);
  }

  @Test
  void versionPublishedLaterForAnEarlierDay_holdsOnlyUntilTheNextBegins() {
    RuleBook rules =
        book(
            from("2026-01-01", 1, DEFAULT),
            from("2026-03-01", 2, STRICTER),
            from("2026-02-01", 3, DEFAULT));
    assertThat(rules.on(LocalDate.parse("2026-02-01")).version()).isEqualTo(3);
    assertThat(rules.on(LocalDate.parse("2026-03-01")).version()).isEqualTo(2);
    assertThat(rules.on(LocalDate.parse("2026-04-01")).version()).isEqualTo(2);
  }

  @Test
  void versionEffectiveOnADayTheZoneSkipped_beginsOnTheNext() {
    RuleParameters apia = DEFAULT.withZone(ZoneId.of("Pacific/Apia"));
    RuleBook rules =
        new RuleBook(
            DefaultRules.deployment(apia),
            List.of(from("2011-01-01", 1, DEFAULT), from("2011-12-30", 2, STRICTER)));
    Told m1 = member("m1", rules).bought("2011-10-20", "10.00").nothingUntil("2012-01-05");
    assertThat(m1.moves("lifecycle")).endsWith("at-risk by rules on 2011-12-31");
  }

  @Test
  void versionBegins_alsoForAMemberWithNoOrderAndAForgottenOne() {
    RuleBook rules =
        book(from("2026-01-01", 1, DEFAULT), from("2026-02-01", 2, DEFAULT, axesWith(REGULARS)));
    Told m1 = member("m1", rules).visited("2026-01-01");
    Told m2 = m1.another("m2").bought("2026-01-01", "1").wasErased("2026-01-02");
    m1.nothingUntil("2026-02-01");
    assertThat(m1.moves("regulars")).containsExactly("no by rules on 2026-02-01");
    assertThat(m2.moves("regulars")).containsExactly("no by rules on 2026-02-01");
    Decision forgotten = m2.decisions().get(m2.decisions().size() - 1);
    assertThat(forgotten.picture()).isNull();
  }

  @Test
  void ruleBook_refusesAWindowLongerThanTheDeploymentKeeps() {
    RuleParameters longer = DEFAULT.withLongestWindowDays(800).withWindowDays(800);
    assertThatThrownBy(() -> book(from("2026-01-01", 1, longer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("800 days")
        .hasMessageContaining("365 days");
  }

  @Test
  void ruleBook_refusesWonBackDaysLongerThanTheDeploymentKeeps() {
    Axis tooLong =
        new Axis(
            "lifecycle",
            List.of("none", "back", "other"),
            0,
            List.of(new Bands(Figure.daysSinceReturn(30), 366)),
            new int[] {1, 2});
    assertThatThrownBy(() -> book(from("2026-01-01", 1, DEFAULT, tooLong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("365 days, not 366");
  }

  @Test
  void ruleBook_takesWonBackDaysAsLongAsTheDeploymentKeeps() {
    Axis longest =
        new Axis(
            "lifecycle",
            List.of("none", "back", "other"),
            0,
            List.of(new Bands(Figure.daysSinceReturn(30), 365)),
            new int[] {1, 2});
    assertThat(book(from("2026-01-01", 1, DEFAULT, longest)).versions()).hasSize(1);
  }

  @Test
  void ruleBook_refusesToBeEmpty() {
    assertThatThrownBy(() -> book()).isInstanceOf(IllegalArgumentException.class);
  }
}
