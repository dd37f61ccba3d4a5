package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.journal.PictureRecords;
import io.rfmstreams.journal.TransitionRecords;
import io.rfmstreams.journal.TriggerRecords;
import io.rfmstreams.offline.replay.FoundByReplay;
import io.rfmstreams.schemas.MemberSegments;
import io.rfmstreams.schemas.SegmentTransition;
import io.rfmstreams.schemas.WinbackTrigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what committed readers of the topics see with what a replay of the same file gives. */
final class Output {
  private Output() {}

  static void assertSame(Journal journal, FoundByReplay replay) {
    Currency currency = journal.currency();
    assertThat(transitions(journal)).isEqualTo(transitions(replay, currency));
    assertThat(triggers(journal)).isEqualTo(triggers(replay, currency));
    assertThat(pictures(journal)).isEqualTo(pictures(replay, currency));
  }

  /**
   * What became of all records and of all candidates, whoever worked on which partition.
   *
   * @param ledger the sum over all partitions
   * @param records how many the journal holds
   */
  static void assertCounted(Ledger ledger, long records, FoundByReplay replay) {
    assertThat(ledger.received()).isEqualTo(records);
    assertThat(ledger.accepted()).isEqualTo(replay.account().accepted());
    assertThat(ledger.duplicate()).isEqualTo(replay.account().duplicate());
    assertThat(ledger.deadLettered()).isEqualTo(replay.account().rejected());
    assertThat(ledger.tally()).isEqualTo(replay.tally());
  }

  /** Each member's transitions in the order a reader sees them; replay's in order of sequence. */
  private static Map<String, List<String>> transitions(Journal journal) {
    Map<String, List<String>> texts = new TreeMap<>();
    journal
        .read(journal.topics().segmentTransitions(), SegmentTransition.class)
        .forEach(
            (member, records) ->
                records.forEach(transition -> add(texts, member, String.valueOf(transition))));
    return texts;
  }

  private static Map<String, List<String>> transitions(FoundByReplay replay, Currency currency) {
    TransitionRecords records = new TransitionRecords(currency);
    Map<String, List<String>> texts = new TreeMap<>();
    for (Transition t : replay.transitions()) {
      add(texts, t.memberId(), records.of(t).toString());
    }
    return texts;
  }

  private static Map<String, List<@Nullable WinbackTrigger>> triggers(Journal journal) {
    return new TreeMap<>(journal.read(journal.topics().winbackTriggers(), WinbackTrigger.class));
  }

  private static Map<String, List<@Nullable WinbackTrigger>> triggers(
      FoundByReplay replay, Currency currency) {
    TriggerRecords records = new TriggerRecords(currency);
    Map<String, List<@Nullable WinbackTrigger>> triggers = new TreeMap<>();
    for (WinbackSignal signal : replay.signals()) {
      if (signal.isTold()) {
        triggers
            .computeIfAbsent(signal.memberId(), id -> new ArrayList<>())
            .add(records.of(signal));
      }
    }
    return triggers;
  }

  /** The latest scores and segments of each member that has a picture. */
  private static Map<String, String> pictures(Journal journal) {
    Map<String, String> latest = new TreeMap<>();
    journal
        .read(journal.topics().memberSegments(), MemberSegments.class)
        .forEach(
            (member, records) -> {
              MemberSegments last = records.get(records.size() - 1);
              if (last != null) {
                latest.put(member, text(last));
              }
            });
    return latest;
  }

  private static Map<String, String> pictures(FoundByReplay replay, Currency currency) {
    PictureRecords records = new PictureRecords(currency);
    Map<String, String> latest = new TreeMap<>();
    for (MemberPicture member : replay.members()) {
      latest.put(member.memberId(), text(records.of(member, Instant.EPOCH)));
    }
    return latest;
  }

  /**
   * What cannot have changed since a picture was written: figures go on ageing without another one, until
   * a score or a segment changes.
   */
  private static String text(MemberSegments picture) {
    return "%s %s%s%s %s %s %s"
        .formatted(
            new TreeMap<>(picture.getSegments()),
            picture.getR(),
            picture.getF(),
            picture.getM(),
            picture.getSequence(),
            picture.getRuleSet(),
            picture.getRuleVersion());
  }

  private static void add(Map<String, List<String>> texts, String member, String text) {
    texts.computeIfAbsent(member, id -> new ArrayList<>()).add(text);
  }
}
