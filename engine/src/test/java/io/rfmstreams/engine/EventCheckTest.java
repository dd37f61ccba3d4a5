package io.rfmstreams.engine;

import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event must be: every reason of the contract's line "wrong", and what is still right. */
class EventCheckTest {

  private static final RuleBook RULES = DefaultRules.book(defaultRetail());
  private static final Instant AT = Instant.parse("2026-01-03T04:00:00Z");

  private static MemberEvent event(
      String eventId,
      String memberId,
      String type,
      Instant at,
      @Nullable Long amount,
      @Nullable String currency,
      @Nullable String orderId) {
    return new MemberEvent(
        eventId, memberId, type, at, amount, currency, orderId, null, null, Map.of());
  }

  private static MemberEvent money(String type, @Nullable Long amount, @Nullable String currency) {
    return event("e1", "m1", type, AT, amount, currency, "o1");
  }

  private static MemberEvent visitAt(Instant at) {
    return event("e1", "m1", "visit", at, null, null, null);
  }

  private static Optional<String> refusal(MemberEvent event) {
    return refusal(event, event.occurredAt());
  }

  private static Optional<String> refusal(MemberEvent event, Instant recordedAt) {
    return check(event, recordedAt, RULES).map(r -> r.reason().code());
  }

  /** What is said of an event by whoever knows the deployment and its rules. */
  private static Optional<Rejection> check(MemberEvent event, Instant recordedAt, RuleBook rules) {
    return new EventCheck(rules.deployment()).check(event, recordedAt).or(() -> rules.check(event));
  }

  @Test
  void rightEvents_areAccepted() {
    assertThat(refusal(money("purchase", 1_250L, "CNY"))).isEmpty();
    assertThat(refusal(money("refund", 1_250L, "CNY"))).isEmpty();
    assertThat(refusal(money("purchase", 0L, "CNY"))).isEmpty();
    assertThat(refusal(money("purchase", EventCheck.LARGEST_AMOUNT_MINOR, "CNY"))).isEmpty();
    assertThat(refusal(event("e1", "m1", "purchase", AT, 1L, "CNY", null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"purchase", "refund"})
  void moneyWithoutAnAmount_isRefused(String type) {
    assertThat(refusal(money(type, null, "CNY"))).contains("wrong-amount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"purchase", "refund"})
  void negativeAmount_isRefused(String type) {
    assertThat(refusal(money(type, -1L, "CNY"))).contains("wrong-amount");
  }

  @Test
  void amountBeyondTheLargest_isRefused() {
    assertThat(refusal(money("purchase", EventCheck.LARGEST_AMOUNT_MINOR + 1, "CNY")))
        .contains("wrong-amount");
    assertThat(refusal(money("purchase", Long.MAX_VALUE, "CNY"))).contains("wrong-amount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EUR", "CN", ""})
  void anotherCurrency_isRefused(String currency) {
    assertThat(refusal(money("purchase", 1L, currency))).contains("wrong-currency");
  }

  @Test
  void currencyInLowerCase_isTheCurrency() {
    assertThat(refusal(money("purchase", 1L, "cny"))).isEmpty();
    assertThat(refusal(money("refund", 1L, "Cny"))).isEmpty();
  }

  @Test
  void missingCurrency_isRefused() {
    assertThat(refusal(money("refund", 1L, null))).contains("wrong-currency");
  }

  @Test
  void moneyFieldsOfOtherEvents_areNobodysConcern() {
    assertThat(refusal(event("e1", "m1", "points", AT, -5L, "EUR", null))).isEmpty();
  }

  @Test
  void eventDatedAfterItsOwnRecord_isRefusedBeyondAnHour() {
    Instant hourLater = AT.plusSeconds(3600);
    assertThat(refusal(visitAt(hourLater), AT)).isEmpty();
    assertThat(refusal(visitAt(hourLater.plusMillis(1)), AT)).contains("wrong-time");
  }

  @Test
  void eventDatedLongBeforeItsRecord_isOnlyLate() {
    assertThat(refusal(visitAt(AT), Instant.parse("2036-01-03T04:00:00Z"))).isEmpty();
  }

  @Test
  void timesBeforeTheEarliestDayOrFromTwentyTwoHundredOn_areRefused() {
    Instant earliest = Instant.parse("1989-12-31T16:00:00Z"); // midnight in Shanghai
    assertThat(refusal(visitAt(earliest))).isEmpty();
    assertThat(refusal(visitAt(earliest.minusMillis(1)))).contains("wrong-time");
    assertThat(refusal(visitAt(Instant.EPOCH))).contains("wrong-time");
    assertThat(refusal(visitAt(Instant.EPOCH.minusMillis(1)))).contains("wrong-time");
    assertThat(refusal(visitAt(EventCheck.LATEST.minusMillis(1)))).isEmpty();
    assertThat(refusal(visitAt(EventCheck.LATEST))).contains("wrong-time");
    assertThat(refusal(visitAt(Instant.MAX))).contains("wrong-time");
  }

  @Test
  void earliestDay_isTheDeployments() {
    Deployment usual = DefaultRules.deployment(defaultRetail());
    Deployment early =
        new Deployment(
            usual.zone(),
            usual.currency(),
            usual.longestWindowDays(),
            usual.memory(),
            LocalDate.EPOCH,
            null);
    RuleBook rules = RuleBook.of(early, DefaultRules.ruleSet(defaultRetail()));
    assertThat(check(visitAt(Instant.EPOCH), AT, rules)).isEmpty();
  }

  /** A person who reads the dead letter should know where to look. */
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, missing date",
    "1899-12-30T00:00:00Z, missing date",
    "0001-01-01T00:00:00Z, missing date",
    "9999-12-31T23:59:59Z, stands for never",
    "1970-01-20T20:00:00Z, seconds where milliseconds",
    "+57995-01-01T00:00:00Z, microseconds where milliseconds"
  })
  void implausibleTime_isRefusedWithWhatItMostLikelyIs(String at, String hint) {
    assertThat(check(visitAt(Instant.parse(at)), AT, RULES).orElseThrow().detail())
        .contains(hint.replace("microseconds", "micro- or nanoseconds"));
  }

  @Test
  void unknownType_isRefused() {
    assertThat(refusal(event("e1", "m1", "tea-time", AT, null, null, null)))
        .contains("unknown-type");
    assertThat(refusal(event("e1", "m1", "Purchase", AT, 1L, "CNY", null)))
        .contains("unknown-type");
  }

  @Test
  void typeThatSomeRuleSetKnows_isAccepted() {
    RuleSet retail = DefaultRules.ruleSet(defaultRetail());
    RuleSet knowing =
        new RuleSet(
            retail.name(),
            1,
            retail.window(),
            retail.scores(),
            retail.axes(),
            null,
            List.of(),
            Set.of("tea-time"));
    RuleBook rules = RuleBook.of(DefaultRules.deployment(defaultRetail()), knowing);
    MemberEvent teaTime = event("e1", "m1", "tea-time", AT, null, null, null);
    assertThat(check(teaTime, AT, rules)).isEmpty();
  }

  @Test
  void everyWellKnownType_isAccepted() {
    for (String type : MemberEvent.WELL_KNOWN_TYPES) {
      assertThat(refusal(event("e1", "m1", type, AT, 1L, "CNY", null))).as(type).isEmpty();
    }
  }

  @Test
  void emptyId_isRefused() {
    assertThat(refusal(event("", "m1", "visit", AT, null, null, null))).contains("malformed");
    assertThat(refusal(event("e1", "", "visit", AT, null, null, null))).contains("malformed");
    assertThat(refusal(event("e1", "m1", "purchase", AT, 1L, "CNY", ""))).contains("malformed");
  }

  /** What nobody sees would make one member two. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        " m7",
        "m7 ",
        "m7\t",
        "m7\n",
        "\u00a0m7",
        "m7\u200b",
        "\ufeffm7",
        "m7\u3000",
        "m7\u2060",
        "a\u0000b",
        "a\u007fb",
        "a\u0085b",
        "a\u2028b",
        "a\rb"
      })
  void idWithInvisibleEdgeOrControl_isRefusedAndShownEscaped(String id) {
    assertThat(refusal(event(id, "m1", "visit", AT, null, null, null))).contains("wrong-id");
    assertThat(refusal(event("e1", id, "visit", AT, null, null, null))).contains("wrong-id");
    MemberEvent purchase = event("e1", "m1", "purchase", AT, 1L, "CNY", id);
    assertThat(refusal(purchase)).contains("wrong-id");
    String detail = check(purchase, AT, RULES).orElseThrow().detail();
    assertThat(detail.replace(" ", "").chars().anyMatch(c -> InvisibleText.isInvisible((char) c)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\u00a0b", "\ud83d\udc68\u200d\ud83d\udc69", "\u05d0", "Ω"})
  void idWithBlanksOrJoinersWithin_isTaken(String id) {
    assertThat(refusal(event(id, id, "visit", AT, null, null, null))).isEmpty();
  }

  @Test
  void idOfMoreThan255Bytes_isRefused() {
    String longest = "é".repeat(127) + "x";
    assertThat(refusal(event(longest, "m1", "visit", AT, null, null, null))).isEmpty();
    assertThat(refusal(event(longest + "x", "m1", "visit", AT, null, null, null)))
        .contains("malformed");
    assertThat(refusal(event("e1", "x".repeat(256), "visit", AT, null, null, null)))
        .contains("malformed");
    assertThat(refusal(event("e1", "m1", "purchase", AT, 1L, "CNY", "x".repeat(256))))
        .contains("malformed");
  }

  /** Nothing looks at a visit's currency, and yet it must fit into a record. */
  @Test
  void endlessText_isRefused_inWhicheverField() {
    String endless = "x".repeat(EventCheck.LONGEST_TEXTS);
    assertThat(refusal(event("e1", "m1", "visit", AT, null, endless, null))).contains("malformed");
    assertThat(refusal(event("e1", "m1", endless + "x", AT, null, null, null)))
        .contains("malformed");
  }

  @Test
  void refusal_quotesNoMoreThanTheBeginningOfALongField() {
    String broken = "\uFFFD" + "x".repeat(3_000_000);
    for (MemberEvent wrong :
        List.of(
            event("e1", broken, "visit", AT, null, null, null),
            event("e1", "m1", "x".repeat(60_000), AT, null, null, null),
            money("purchase", 1L, "x".repeat(60_000)))) {
      assertThat(check(wrong, AT, RULES).orElseThrow().detail().length()).isLessThan(200);
    }
    assertThat(Rejection.quoted("x".repeat(39) + "😀")).isEqualTo("'" + "x".repeat(39) + "…'");
  }

  @Test
  void refusal_saysWhatWasWrongAndWhatWasExpected() {
    Rejection rejection = check(money("purchase", 1L, "EUR"), AT, RULES).orElseThrow();
    assertThat(rejection.detail()).contains("'EUR'").contains("CNY");
  }

  @Test
  void attributeNames_areWellKnownInSmallLetters_andOthersAreTheirOwn() {
    assertThat(
            Stream.of("CONSENT", "CONSENT.EMAIL", "Channel.Preferred", "LOCALE", "Zone")
                .map(EventCheck::wellKnown))
        .containsExactly("consent", "consent.email", "channel.preferred", "locale", "zone");
    assertThat(Stream.of("consent.EMail", "COUNTRY", "CONSENTED", "").map(EventCheck::wellKnown))
        .containsExactly("consent.EMail", "COUNTRY", "CONSENTED", "");
  }

  @Test
  void everyReason_hasACodeOfItsOwn() {
    assertThat(Rejection.Reason.values())
        .extracting(Rejection.Reason::code)
        .doesNotHaveDuplicates();
  }
}
