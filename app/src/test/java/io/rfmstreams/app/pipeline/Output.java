package io.rfmstreams.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.replay.FoundByReplay;
import io.rfmstreams.engine.Figures;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.Trigger;
import io.rfmstreams.schemas.MemberSegments;
import io.rfmstreams.schemas.SegmentTransition;
import io.rfmstreams.schemas.WinbackTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what committed readers of the topics see with what a replay of the same file gives. */
final class Output {
  private static final String TRANSITION = "%d %s %s %s %s %s %s %s=>%s %d %s";

  private Output() {}

  static void assertSame(Journal journal, FoundByReplay replay) {
    assertThat(transitions(journal)).isEqualTo(transitions(replay));
    assertThat(triggers(journal)).isEqualTo(triggers(replay));
    assertThat(segments(journal)).isEqualTo(segments(replay));
  }

  /** Each member's transitions in the order a reader sees them; replay's in order of sequence. */
  private static Map<String, List<String>> transitions(Journal journal) {
    Map<String, List<String>> texts = new TreeMap<>();
    journal
        .read(journal.topics().segmentTransitions(), SegmentTransition.class)
        .forEach(
            (member, records) -> {
              for (SegmentTransition t : records) {
                add(texts, member, text(t));
              }
            });
    return texts;
  }

  private static Map<String, List<String>> transitions(FoundByReplay replay) {
    Map<String, List<String>> texts = new TreeMap<>();
    for (Transition t : replay.transitions()) {
      add(texts, t.memberId(), text(t));
    }
    return texts;
  }

  /** A transition as a reader sees it; the same text as for what the engine decided. */
  static String text(SegmentTransition t) {
    return TRANSITION.formatted(
        t.getSequence(),
        t.getAxis(),
        t.getFrom(),
        t.getTo(),
        t.getCause(),
        t.getEffectiveAt(),
        t.getDetectedAt(),
        text(t.getBefore()),
        text(t.getAfter()),
        t.getReason().size(),
        t.getEventId());
  }

  /** A transition as the engine decided it. */
  static String text(Transition t) {
    return TRANSITION.formatted(
        t.sequence(),
        t.axis(),
        t.from(),
        t.to(),
        t.cause(),
        t.effectiveAt(),
        t.detectedAt(),
        text(t.before()),
        text(t.after()),
        t.reason().size(),
        t.eventId());
  }

  private static Map<String, List<String>> triggers(Journal journal) {
    Map<String, List<String>> texts = new TreeMap<>();
    journal
        .read(journal.topics().winbackTriggers(), WinbackTrigger.class)
        .forEach(
            (member, records) -> {
              for (WinbackTrigger t : records) {
                add(texts, member, t.getTriggerId() + t.getExpiresAt());
              }
            });
    return texts;
  }

  private static Map<String, List<String>> triggers(FoundByReplay replay) {
    Map<String, List<String>> texts = new TreeMap<>();
    for (Trigger t : replay.triggers()) {
      if (t.arm() == Trigger.Arm.TREATED) {
        add(texts, t.transition().memberId(), t.triggerId() + t.expiresAt());
      }
    }
    return texts;
  }

  /** The latest picture of each member that has one. */
  private static Map<String, Map<String, String>> segments(Journal journal) {
    Map<String, Map<String, String>> latest = new TreeMap<>();
    journal
        .read(journal.topics().memberSegments(), MemberSegments.class)
        .forEach(
            (member, records) -> {
              MemberSegments last = records.get(records.size() - 1);
              if (last != null) {
                latest.put(member, new TreeMap<>(last.getSegments()));
              }
            });
    return latest;
  }

  private static Map<String, Map<String, String>> segments(FoundByReplay replay) {
    Map<String, Map<String, String>> latest = new TreeMap<>();
    for (MemberPicture member : replay.members()) {
      latest.put(member.memberId(), new TreeMap<>(member.segments()));
    }
    return latest;
  }

  private static void add(Map<String, List<String>> texts, String member, String text) {
    texts.computeIfAbsent(member, id -> new ArrayList<>()).add(text);
  }

  private static String text(io.rfmstreams.schemas.@Nullable Figures figures) {
    return figures == null
        ? "-"
        : figures.getRecencyDays()
            + "/"
            + figures.getFrequency()
            + "/"
            + figures.getMonetaryMinor()
            + "/"
            + figures.getR()
            + figures.getF()
            + figures.getM();
  }

  private static String text(@Nullable Figures figures) {
    if (figures == null) {
      return "-";
    }
    String sums = figures.frequency() + "/" + figures.monetaryMinor() + "/";
    return figures.hasOrder()
        ? figures.recencyDays() + "/" + sums + figures.r() + figures.f() + figures.m()
        : "null/" + sums + "nullnullnull";
  }
}
