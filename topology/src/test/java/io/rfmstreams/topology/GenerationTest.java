package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.engine.Timeline;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.stores.Generation;
import io.rfmstreams.topology.stores.TestForms;
import io.rfmstreams.topology.stores.TriggersFrom;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class GenerationTest {
  private static final JournalPartitions FOUR = new JournalPartitions(4);

  private final RuleBook rules = TestRules.book();
  private final Topics topics = new Topics("shop.", "first.");
  private final StateForms forms = StateForms.current();
  private final Generation generation = Generation.of(topics, FOUR, rules, forms);

  @Test
  void aTaskRefusesStoresOfAnotherGeneration() {
    Generation other = new Generation("rule set: other", forms.written(), forms.written());
    try (DiskStores disk = new DiskStores()) {
      begin(disk, generation, forms);

      assertThatCode(() -> processor(generation, forms).init(disk.context()))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> processor(other, forms).init(disk.context()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("stored: journal: shop.member-events, ")
          .hasMessageContaining("now: rule set: other)")
          .hasMessageContaining("start a new generation");
    }
  }

  /** And an earlier version of the program then no longer does: it would miss members. */
  @Test
  void storesWhoseIndexHadOneMemberAnEntry_areCarriedOn_andSayThatItHasMore() {
    Generation before = Generation.parse(generation.text().replace("\nstores: 2", "\nstores: 1"));
    assertThat(before).isNotEqualTo(generation);

    assertThat(generation.carryingOn(before, forms)).isEqualTo(generation);
    assertThatThrownBy(() -> before.carryingOn(generation, forms))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stored: stores: 2; now: stores: 1");
  }

  /** Whatever decides what a state holds, or what goes out, is part of it. */
  @Test
  void differsWithEverySettingThatDecidesWhatIsStored() {
    Deployment usual = rules.deployment();
    Deployment.Memory memory = usual.memory();
    LocalDate day = usual.earliestDay();
    assertThat(
            Stream.of(
                    usual,
                    deployment(ZoneId.of("UTC"), usual.currency(), 365, memory, day),
                    deployment(usual.zone(), Currency.getInstance("EUR"), 365, memory, day),
                    deployment(usual.zone(), usual.currency(), 366, memory, day),
                    deployment(usual.zone(), usual.currency(), 365, memory, day.plusDays(1)),
                    usual.withTriggersFrom(day),
                    new Deployment(
                        usual.zone(), usual.currency(), 365, new Deployment.Memory(511, 64)),
                    new Deployment(
                        usual.zone(), usual.currency(), 365, new Deployment.Memory(512, 63)))
                .map(deployment -> RuleBook.of(deployment, RuleSet.forFactsAlone(Set.of())))
                .map(book -> Generation.of(topics, FOUR, book, forms)))
        .doesNotHaveDuplicates();
    assertThat(Generation.of(topics, new JournalPartitions(5), rules, forms))
        .isNotEqualTo(generation);
    assertThat(Generation.of(topics, FOUR, TestRules.bookHoldingOut(1), forms))
        .isNotEqualTo(generation);
  }

  private static Deployment deployment(
      ZoneId zone, Currency currency, int window, Deployment.Memory memory, LocalDate earliest) {
    return new Deployment(zone, currency, window, memory, earliest, null);
  }

  /** Members come from one journal, and transitions are numbered on from one topic's. */
  @Test
  void storesOfAnotherJournalOrOtherOutputs_areRefusedByName() {
    assertThatThrownBy(() -> at(new Topics("other.", "first.")).carryingOn(generation, forms))
        .hasMessageContaining(
            "stored: journal: shop.member-events; now: journal: other.member-events)");
    assertThatThrownBy(() -> at(new Topics("shop.", "second.")).carryingOn(generation, forms))
        .hasMessageContaining("stored: output prefix: first.; now: output prefix: second.)");
  }

  @Test
  void readsWhatItStored_andWhatVersionsBeforeDid() {
    assertThat(Generation.parse(generation.text())).isEqualTo(generation);
    assertThat(Generation.parse(new Generation("a: 1\nb: 2", 3, 5).text()))
        .isEqualTo(new Generation("a: 1\nb: 2", 3, 5));
    assertThat(Generation.parse("journal: j\nmember state: 2\nstores: 1"))
        .isEqualTo(new Generation("journal: j\nstores: 1", 2, 2));
    assertThat(stored(generation).triggersFrom()).hasValue(TriggersFrom.BEGINNING);
  }

  private static Generation stored(Generation generation) {
    byte[] key = {2}; // of the ticks' changelog; persisted
    return Generation.stored(key, generation.text().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  /** A form that is read is carried on, and what a later instance writes adds to it. */
  @Test
  void carriesOnWhatAFormBeforeBegan() {
    Generation later = Generation.of(topics, FOUR, rules, new TestForms(2, 3, 3));
    Generation begun = new Generation(later.settings(), 2, 2);

    assertThat(later.carryingOn(begun, new TestForms(2, 3, 3)))
        .isEqualTo(new Generation(later.settings(), 2, 3));
    Generation upgrading = Generation.of(topics, FOUR, rules, new TestForms(2, 3, 2));
    assertThat(upgrading.carryingOn(begun, new TestForms(2, 3, 2))).isEqualTo(begun);
  }

  @Test
  void refusesFormsThatAreNotRead_sayingWhy() {
    Generation mixed = new Generation(generation.settings(), 2, 4);

    assertThatThrownBy(() -> generation.carryingOn(mixed, new TestForms(3, 4, 4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("form 2 kept no consent")
        .hasMessageContaining("It reads form 3, form 4: ")
        .hasMessageContaining("start a new generation");
    assertThatThrownBy(() -> generation.carryingOn(mixed, new TestForms(2, 3, 3)))
        .hasMessageContaining("form 4 is of a later version of the program")
        .hasMessageContaining("run the version that wrote them");
  }

  /** So that an instance of the version before refuses a store that it could not read. */
  @Test
  void aStoreSaysThatALaterFormIsWrittenIntoIt_beforeItIs() {
    try (DiskStores disk = new DiskStores()) {
      int now = forms.written();
      begin(disk, generation, forms);
      StateForms next = new TestForms(now, now + 1, now + 1);
      begin(disk, Generation.of(topics, FOUR, rules, next), next);

      assertThatThrownBy(() -> processor(generation, forms).init(disk.context()))
          .hasMessageContaining("form %d is of a later version", now + 1);
    }
  }

  /** A drain goes on after a restart without any record, and saves members. */
  @Test
  void aStoreSaysThatALaterFormIsWrittenIntoIt_beforeASliceWritesIt() {
    try (DiskStores disk = new DiskStores()) {
      int now = forms.written();
      DecideLifecycle first = processor(generation, forms);
      first.init(disk.context());
      for (int i = 0; i <= DecideLifecycle.AT_ONCE; i++) {
        buy(first, "m" + i);
      }
      tick(first, "2026-02-02T00:00:00+08:00");
      assertThat(disk.stores().progress().pending()).hasSize(1);

      StateForms next = new TestForms(now, now + 1, now + 1);
      processor(Generation.of(topics, FOUR, rules, next), next).init(disk.context());
      disk.context().scheduledPunctuators().get(1).getPunctuator().punctuate(1);

      assertThat(disk.stores().progress().pending()).isEmpty();
      assertThatThrownBy(() -> processor(generation, forms).init(disk.context()))
          .hasMessageContaining("form %d is of a later version", now + 1);
    }
  }

  private Generation at(Topics elsewhere) {
    return Generation.of(elsewhere, FOUR, rules, forms);
  }

  private void begin(DiskStores disk, Generation begun, StateForms with) {
    DecideLifecycle first = processor(begun, with);
    first.init(disk.context());
    tick(first, "2026-01-03T00:00:00+08:00");
  }

  private static void tick(DecideLifecycle processor, String at) {
    Checked tick = new Checked.Tick(PipelineDriver.at(at));
    processor.process(new Record<>(new byte[0], tick, 0));
  }

  private static void buy(DecideLifecycle processor, String member) {
    MemberEvent purchase = MemberWords.purchase("e", member, "2026-01-03", "1.00");
    Original original = new Original(null, null, new RecordHeaders(), "t", 0, 0);
    processor.process(
        new Record<>(
            new byte[0],
            new Checked.Event(purchase, original),
            purchase.occurredAt().toEpochMilli()));
  }

  private DecideLifecycle processor(Generation begun, StateForms with) {
    return new DecideLifecycle(Timeline.of(rules), begun, with, Slices.DEFAULT);
  }
}
