package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.schemas.Topics;
import java.time.ZoneId;
import java.util.Currency;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class GenerationTest {
  private final RuleBook rules = TestRules.book();
  private final Topics topics = new Topics("shop.", "first.");
  private final Generation generation = Generation.of(topics, rules.deployment(), "sha256:1");

  @Test
  void aTaskRefusesStoresOfAnotherGeneration() {
    Generation other = Generation.of(topics, rules.deployment(), "sha256:2");
    try (DiskStores disk = new DiskStores()) {
      DecideLifecycle first = processor(generation);
      first.init(disk.context());
      Checked tick = new Checked.Tick(PipelineDriver.at("2026-01-03T00:00:00+08:00"));
      first.process(new Record<>(new byte[0], tick, 0));

      assertThatCode(() -> processor(generation).init(disk.context())).doesNotThrowAnyException();
      assertThatThrownBy(() -> processor(other).init(disk.context()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("stored: rule set: sha256:1; now: rule set: sha256:2")
          .hasMessageContaining("start a new generation");
    }
  }

  /** Whatever decides what a state holds is part of it. */
  @Test
  void differsWithEverySettingThatDecidesWhatIsStored() {
    Deployment usual = rules.deployment();
    Deployment.Memory memory = usual.memory();
    assertThat(
            Stream.of(
                    usual,
                    new Deployment(ZoneId.of("UTC"), usual.currency(), 365, memory),
                    new Deployment(usual.zone(), Currency.getInstance("EUR"), 365, memory),
                    new Deployment(usual.zone(), usual.currency(), 366, memory),
                    new Deployment(
                        usual.zone(), usual.currency(), 365, new Deployment.Memory(511, 64)),
                    new Deployment(
                        usual.zone(), usual.currency(), 365, new Deployment.Memory(512, 63)))
                .map(deployment -> Generation.of(topics, deployment, "sha256:1")))
        .doesNotHaveDuplicates();
  }

  /** Members come from one journal, and transitions are numbered on from one topic's. */
  @Test
  void storesOfAnotherJournalOrOtherOutputs_areRefusedByName() {
    assertThatThrownBy(() -> at(new Topics("other.", "first.")).requireSameAs(generation))
        .hasMessageContaining(
            "stored: journal: shop.member-events; now: journal: other.member-events)");
    assertThatThrownBy(() -> at(new Topics("shop.", "second.")).requireSameAs(generation))
        .hasMessageContaining("stored: output prefix: first.; now: output prefix: second.)");
  }

  private Generation at(Topics elsewhere) {
    return Generation.of(elsewhere, rules.deployment(), "sha256:1");
  }

  private DecideLifecycle processor(Generation begun) {
    return new DecideLifecycle(rules, begun, Slices.DEFAULT);
  }
}
