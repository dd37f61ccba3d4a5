package io.rfmstreams.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.CadenceLimit;
import io.rfmstreams.engine.Cancellation;
import io.rfmstreams.engine.Cancellation.Reason;
import io.rfmstreams.engine.Contact;
import io.rfmstreams.engine.Crossing;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.RfmValues;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.Trigger;
import io.rfmstreams.schemas.TriggerReason;
import io.rfmstreams.schemas.WinbackTrigger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TriggerRecordsTest {
  private static final Contact CONTACT =
      new Contact(
          Instant.ofEpochSecond(5),
          List.of("email"),
          List.of("post", "sms"),
          "email",
          "zh-CN",
          "Asia/Shanghai");

  private static final Figure OVERDUE =
      Figure.daysOverdue(new CadenceLimit("off_beat", 2_500, 0, 4));

  /** An immutable map hands out its entries in an order of each run's own. */
  @Test
  void anOfferIsWrittenInOneOrder_whateverTheRun() {
    Map<String, String> offer =
        Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7");

    WinbackTrigger record = record(List.of(), silentFor(1), silentFor(2), offer);

    assertThat(record.getOffer().keySet()).containsExactly("a", "b", "c", "d", "e", "f", "g");
  }

  @Test
  void aDetectorsDay_isToldInDaysOfSilence() {
    TriggerReason reason =
        reason(List.of(new Crossing(OVERDUE, 0, -1, 0)), silentFor(41), silentFor(42));

    assertThat(reason.getCode()).isEqualTo("overdue");
    assertThat(reason.getParameters())
        .isEqualTo(Map.of("detector", "off_beat", "limit", "42", "before", "41", "after", "42"));
  }

  /** A late order may give a member the rhythm by which it is overdue since long. */
  @Test
  void aDetectorThatSpeaksLate_tellsTheLimitItSetTheMember() {
    Crossing crossing = new Crossing(OVERDUE, 0, Figure.NOT_OVERDUE, 8);

    TriggerReason reason = reason(List.of(crossing), silentFor(50), silentFor(50));

    assertThat(reason.getCode()).isEqualTo("overdue");
    assertThat(reason.getParameters())
        .isEqualTo(Map.of("detector", "off_beat", "limit", "42", "before", "50", "after", "50"));
  }

  /** A refund of the last order may leave a longer silence, and no rhythm that it could be held against. */
  @Test
  void aDetectorThatNoLongerSpeaks_hasNoLimitWhereItNeverWill() {
    Crossing crossing = new Crossing(OVERDUE, 0, 5, Figure.NOT_OVERDUE);

    TriggerReason reason = reason(List.of(crossing), silentFor(30), silentFor(40));

    assertThat(reason.getCode()).isEqualTo("no-longer-overdue");
    assertThat(reason.getParameters())
        .isEqualTo(Map.of("detector", "off_beat", "before", "30", "after", "40"));
  }

  @Test
  void aFigureThatFell_isToldAsItIs() {
    Crossing crossing = new Crossing(Figure.of(Figure.Kind.FREQUENCY), 2, 2, 1);

    TriggerReason reason = reason(List.of(crossing), silentFor(41), silentFor(42));

    assertThat(reason.getCode()).isEqualTo("frequency-fell-below");
    assertThat(reason.getParameters()).isEqualTo(Map.of("limit", "2", "before", "2", "after", "1"));
  }

  @Test
  void aTrigger_saysHowToAddressTheMember() {
    WinbackTrigger record = record(List.of(), silentFor(1), silentFor(2), Map.of());

    assertThat(record.getConsentAt()).isEqualTo(Instant.ofEpochSecond(5));
    assertThat(record.getChannelsAllowed()).containsExactly("email");
    assertThat(record.getChannelsRefused()).containsExactly("post", "sms");
    assertThat(record.getChannelPreferred()).isEqualTo("email");
    assertThat(record.getLocale()).isEqualTo("zh-CN");
    assertThat(record.getZone()).isEqualTo("Asia/Shanghai");
  }

  @Test
  void aCancel_namesItsTriggerAndWhy() {
    MemberPicture picture =
        new MemberPicture(
            "m1",
            LocalDate.EPOCH,
            Instant.EPOCH,
            Instant.ofEpochSecond(7),
            silentFor(0),
            2,
            12_345,
            Map.of("lifecycle", "active"),
            5,
            "rules",
            1);
    WinbackTrigger record = records().of(cancellation(Reason.MOVED, "purchase", "e9", picture));

    assertThat(record.getTriggerId()).isEqualTo("c");
    assertThat(record.getAction()).isEqualTo("cancel");
    assertThat(record.getCancels()).isEqualTo("t");
    assertThat(record.getReason().getCode()).isEqualTo("moved");
    assertThat(record.getReason().getParameters())
        .isEqualTo(Map.of("cause", "purchase", "event-id", "e9", "to", "active"));
    assertThat(record.getExpiresAt()).isEqualTo(Instant.ofEpochSecond(9));
    assertThat(record.getMonetaryMinor()).isEqualTo(9_900);
    assertThat(record.getLifetimeMinor()).isEqualTo(12_345);
    assertThat(record.getSegments()).isEqualTo(Map.of("lifecycle", "active"));
  }

  @Test
  void theCancelOfAnErasedMember_carriesNothingOfIt() {
    WinbackTrigger record = records().of(cancellation(Reason.ERASED, "erased", "x", null));

    assertThat(record.getReason().getCode()).isEqualTo("erased");
    assertThat(record.getMonetaryMinor()).isZero();
    assertThat(record.getLifetimeMinor()).isZero();
    assertThat(record.getSegments()).isEmpty();
    assertThat(record.getLastPurchaseAt()).isNull();
  }

  private static TriggerRecords records() {
    return new TriggerRecords(Currency.getInstance("CNY"));
  }

  private static Cancellation cancellation(
      Reason reason, String cause, String eventId, @Nullable MemberPicture picture) {
    return new Cancellation(
        "c",
        "t",
        "m1",
        "rules",
        1,
        "policy",
        3,
        Trigger.Arm.TREATED,
        false,
        LocalDate.EPOCH,
        4,
        "lifecycle",
        "active",
        "at-risk",
        Instant.ofEpochSecond(9),
        reason,
        cause,
        eventId,
        Instant.ofEpochSecond(8),
        Instant.ofEpochSecond(8),
        picture);
  }

  private static RfmValues silentFor(int days) {
    return new RfmValues(days, 1, 9_900, 1, 1, 1, null);
  }

  private static TriggerReason reason(
      List<Crossing> crossings, @Nullable RfmValues before, RfmValues after) {
    return record(crossings, before, after, Map.of()).getReason();
  }

  private static WinbackTrigger record(
      List<Crossing> crossings,
      @Nullable RfmValues before,
      RfmValues after,
      Map<String, String> offer) {
    Transition transition =
        new Transition(
            "m1",
            1,
            "lifecycle",
            null,
            "at-risk",
            "time",
            Instant.EPOCH,
            Instant.EPOCH,
            before,
            after,
            crossings,
            "rules",
            1,
            null);
    Trigger trigger =
        new Trigger(
            "t",
            transition,
            LocalDate.EPOCH,
            "policy",
            Trigger.Arm.TREATED,
            false,
            Instant.EPOCH,
            0,
            Map.of(),
            0,
            null,
            null,
            null,
            CONTACT,
            offer);
    return records().of(trigger);
  }
}
