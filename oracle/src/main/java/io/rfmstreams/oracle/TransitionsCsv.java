package io.rfmstreams.oracle;

import java.util.Comparator;
import java.util.List;

/** {@code transitions.csv} as the product should write it. */
public final class TransitionsCsv {

  private static final String HEADER =
      "member_id,sequence,axis,from,to,cause,effective_at,"
          + "recency_days,frequency,monetary,r,f,m,rule_set,rule_version,event_id,detected_at\n";

  private static final Comparator<Transition> ORDER =
      Comparator.comparing(Transition::effectiveAt)
          .thenComparing(Transition::memberId, MemberIds.ORDER)
          .thenComparing(Transition::sequence);

  private TransitionsCsv() {}

  /** The whole file's text. */
  public static String render(Reference reference) {
    return render(reference.transitions(), reference.rules());
  }

  /** The text of a file with these transitions, whatever order they are given in. */
  public static String render(List<Transition> transitions, RuleParameters rules) {
    StringBuilder text = new StringBuilder(HEADER);
    for (Transition transition : transitions.stream().sorted(ORDER).toList()) {
      Figures after = transition.after();
      text.append(
          Csv.line(
              transition.memberId(),
              transition.sequence(),
              transition.axis().label(),
              transition.from(),
              transition.to(),
              transition.cause(),
              transition.effectiveAt(),
              after.recencyDays(),
              after.frequency(),
              Csv.money(after.monetaryMinor(), rules.currency()),
              after.r(),
              after.f(),
              after.m(),
              rules.name(),
              rules.version(),
              transition.eventId(),
              transition.detectedAt()));
    }
    return text.toString();
  }
}
