package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Tally.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a member's profile says decides whom nobody may address, and how to address the others. */
class ConsentTest {

  private static final PolicyWords UNLESS_REFUSED =
      PolicyWords.entering(defaultRetail(), "lifecycle", "at-risk");

  private static PolicyWords onlyWithConsent() {
    return PolicyWords.entering(defaultRetail(), "lifecycle", "at-risk").onlyWithConsent();
  }

  private static RuleBook rules(PolicyWords policy, @Nullable LocalDate triggersFrom) {
    return RuleBook.of(
        DefaultRules.deployment(defaultRetail()).withTriggersFrom(triggersFrom),
        DefaultRules.ruleSet(defaultRetail(), policy.policy()));
  }

  /** Bought on 2026-01-01, so that it is at risk on 2026-04-01. */
  private static Told bought(PolicyWords policy) {
    return member("m1", rules(policy, null)).bought("2026-01-01", "10.00");
  }

  private static int triggers(Told told) {
    return told.nothingUntil("2026-04-02").triggers().size();
  }

  @Test
  void memberThatSaidNothing_isAsThePolicySays() {
    assertThat(triggers(bought(UNLESS_REFUSED))).isEqualTo(1);
    assertThat(triggers(bought(onlyWithConsent()))).isZero();
  }

  @Test
  void refusal_blocksUnderEitherPolicyAndIsCounted() {
    for (PolicyWords policy : List.of(UNLESS_REFUSED, onlyWithConsent())) {
      Told m1 = bought(policy).said("consent", "NO", "2026-02-01");
      assertThat(triggers(m1)).isZero();
      assertThat(m1.ledger().tally()).isEqualTo(Tally.NONE.with(Count.BLOCKED, 1));
    }
  }

  @Test
  void newestByItsOwnTime_isWhatHolds() {
    assertThat(
            triggers(
                bought(UNLESS_REFUSED)
                    .said("consent", "no", "2026-02-02")
                    .said("consent", "yes", "2026-02-01")))
        .isZero();
    assertThat(
            triggers(
                bought(UNLESS_REFUSED)
                    .said("consent", "no", "2026-02-01")
                    .said("consent", "Yes", "2026-02-02")))
        .isEqualTo(1);
  }

  @Test
  void ofTwoAtOneInstant_theRefusalHolds() {
    assertThat(
            triggers(
                bought(UNLESS_REFUSED)
                    .said("consent", "no", "2026-02-01")
                    .said("consent", "yes", "2026-02-01")))
        .isZero();
    assertThat(
            triggers(
                bought(UNLESS_REFUSED)
                    .said("consent", "yes", "2026-02-01")
                    .said("consent", "no", "2026-02-01")))
        .isZero();
  }

  @Test
  void afterAnErasure_whoSaysNothingIsNotAddressed() {
    assertThat(
            triggers(
                member("m1", rules(UNLESS_REFUSED, null))
                    .said("consent", "yes", "2025-01-01")
                    .wasErased("2025-02-01")
                    .bought("2026-01-01", "10.00")))
        .isZero();
    assertThat(
            triggers(
                member("m1", rules(UNLESS_REFUSED, null))
                    .wasErased("2025-02-01")
                    .said("consent", "yes", "2025-03-01")
                    .bought("2026-01-01", "10.00")))
        .isEqualTo(1);
  }

  @Test
  void otherEventsAttributes_sayNothing() {
    Told m1 = bought(onlyWithConsent());
    m1.saidBy("signup", Map.of("consent", "yes"), "2026-02-01");
    assertThat(triggers(m1)).isZero();
  }

  /** Databases shout; an opt-out must not be taken for an attribute of the shop's own. */
  @Test
  void attributeThatIsAKnownOneButForItsCase_isRefused() {
    EventCheck check = new EventCheck(rules(UNLESS_REFUSED, null).deployment());
    for (String name : List.of("CONSENT", "Consent.email", "Channel.Preferred", "ZONE")) {
      MemberEvent event =
          new MemberEvent(
              "e",
              "m1",
              "profile",
              Instant.parse("2026-01-01T00:00:00Z"),
              null,
              null,
              null,
              null,
              null,
              Map.of(name, "no"));
      assertThat(check.check(event, event.occurredAt()).orElseThrow().detail())
          .contains("'" + name + "' is written '");
    }
  }

  @Test
  void consentThatSaysNeitherYesNorNo_isRefused() {
    for (String value : List.of("false", "0", "nope", "y", "yes no")) {
      assertThat(refusalOfConsent(value)).as(value).contains("expected yes or no");
    }
    for (String value : List.of("yes", "NO", " no ", "Yes\t", "", " ")) {
      assertThat(refusalOfConsent(value)).as(value).isEmpty();
    }
  }

  /** What a check says of a profile event with this consent; empty if it is taken. */
  private static String refusalOfConsent(String value) {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    MemberEvent event =
        new MemberEvent(
            "e", "m1", "profile", at, null, null, null, null, null, Map.of("consent", value));
    return new EventCheck(rules(UNLESS_REFUSED, null).deployment())
        .check(event, at)
        .map(Rejection::detail)
        .orElse("");
  }

  @Test
  void blockedCandidate_doesNotCoolDown() {
    Told m1 =
        member(
                "m1",
                rules(
                    PolicyWords.entering(defaultRetail(), "lifecycle", "at-risk", "dormant")
                        .coolingDown(Duration.ofDays(500)),
                    null))
            .bought("2026-01-01", "10.00")
            .said("consent", "no", "2026-02-01")
            .nothingUntil("2026-04-02")
            .said("consent", "yes", "2026-05-01")
            .nothingUntil("2026-07-01");
    assertThat(m1.triggers()).hasSize(1);
  }

  @Test
  void suppression_holdsForSoManyDaysTheFirstCounted() {
    PolicyWords policy =
        PolicyWords.entering(defaultRetail(), "lifecycle", "at-risk").waitingAfter("complaint", 30);
    assertThat(triggers(bought(policy).did("complaint", "2026-03-02"))).isEqualTo(1);
    assertThat(triggers(bought(policy).did("complaint", "2026-03-03"))).isZero();
    assertThat(
            triggers(bought(policy).did("complaint", "2026-03-03").did("complaint", "2026-01-05")))
        .isZero();
  }

  @Test
  void trigger_saysHowToAddressTheMember() {
    Told m1 =
        bought(UNLESS_REFUSED)
            .said(
                Map.of(
                    "consent", "yes",
                    "consent.sms", "yes",
                    "consent.email", "yes",
                    "consent.post", "no",
                    "channel.preferred", "sms",
                    "locale", "zh-CN",
                    "zone", "Asia/Shanghai"),
                "2026-02-01")
            .nothingUntil("2026-04-02");
    assertThat(m1.triggers().get(0).contact())
        .isEqualTo(
            new Contact(
                m1.instant("2026-02-01"),
                List.of("email", "sms"),
                List.of("post"),
                "sms",
                "zh-CN",
                "Asia/Shanghai"));
  }

  @Test
  void triggersBeforeTheFirstDay_countForTheCoolDownAndGoNowhere() {
    PolicyWords policy =
        PolicyWords.entering(defaultRetail(), "lifecycle", "at-risk", "dormant")
            .coolingDown(Duration.ofDays(500));
    Told m1 =
        member("m1", rules(policy, LocalDate.parse("2026-04-02")))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-07-01");
    assertThat(m1.triggers()).extracting(Trigger::isTold).containsExactly(false);
    assertThat(m1.ledger().tally()).isEqualTo(Tally.NONE.with(Count.EARLY, 1));
    Told onTheDay =
        member("m1", rules(policy, LocalDate.parse("2026-04-01")))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-04-02");
    assertThat(onTheDay.triggers()).extracting(Trigger::isTold).containsExactly(true);
  }

  /** Law 2 for profiles: the same events in any order, some twice, are the same profile. */
  @Property(tries = 200, seed = "71")
  void profile_doesNotDependOnTheOrderOfItsEvents(@ForAll @LongRange(min = 0) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int channels = random.nextBoolean() ? 3 : Profile.MOST_CHANNELS + 5;
    List<MemberEvent> events = new ArrayList<>();
    for (int i = 0; i < channels * 2; i++) {
      events.add(profile(random, channels));
    }
    Profile first = profileOf(events);
    for (int i = 0; i < 5; i++) {
      List<MemberEvent> other = new ArrayList<>(events);
      other.add(events.get(random.nextInt(events.size())));
      Collections.shuffle(other, new Random(random.nextLong()));
      assertThat(profileOf(other).said()).isEqualTo(first.said());
    }
  }

  private static Profile profileOf(List<MemberEvent> events) {
    Profile profile = Profile.NONE;
    for (MemberEvent event : events) {
      profile = profile.with(event);
    }
    return profile;
  }

  private static MemberEvent profile(SplittableRandom random, int channels) {
    String said = random.nextBoolean() ? "yes" : "no";
    Map<String, String> attributes =
        switch (random.nextInt(4)) {
          case 0 -> Map.of("consent", said);
          case 1 -> Map.of("locale", List.of("en", "zh", "").get(random.nextInt(3)));
          default -> Map.of("consent.c" + random.nextInt(channels), said);
        };
    Instant at = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(channels));
    return new MemberEvent("e", "m1", "profile", at, null, null, null, null, null, attributes);
  }
}
