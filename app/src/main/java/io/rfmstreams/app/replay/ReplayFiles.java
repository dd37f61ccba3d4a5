package io.rfmstreams.app.replay;

import io.rfmstreams.app.events.EventsFile;
import io.rfmstreams.app.events.Money;
import io.rfmstreams.app.events.WholeCsv;
import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Crossing;
import io.rfmstreams.engine.Figures;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what a replay found. Each file appears whole or not at all. */
final class ReplayFiles {
  private static final String MEMBERS = "members.csv";
  private static final String TRANSITIONS = "transitions.csv";
  private static final String TRIGGERS = "triggers.csv";
  private static final String REJECTS = "rejects.csv";

  private final Path directory;
  private final Money money;
  private final List<String> axes;

  /**
   * @param directory where to write; made if it is not there
   * @param rules gives the currency, and the axes that are columns: every version's, in order
   */
  ReplayFiles(Path directory, RuleBook rules) {
    this.directory = directory;
    this.money = Money.in(rules.deployment().currency());
    this.axes =
        rules.versions().stream()
            .flatMap(version -> version.rules().axes().stream())
            .map(Axis::name)
            .distinct()
            .toList();
  }

  /** The file whose writing would destroy what is read; empty if there is none. */
  Optional<Path> overwriting(EventsFile events) throws IOException {
    for (String name : List.of(MEMBERS, TRANSITIONS, TRIGGERS, REJECTS)) {
      if (WholeCsv.overwrites(directory.resolve(name), events)) {
        return Optional.of(directory.resolve(name));
      }
    }
    return Optional.empty();
  }

  void write(Replay replay) throws IOException {
    Files.createDirectories(directory);
    WholeCsv.write(directory.resolve(MEMBERS), membersHeader(), replay.members(), this::row);
    WholeCsv.write(
        directory.resolve(TRANSITIONS), TRANSITIONS_HEADER, replay.transitions(), this::row);
    WholeCsv.write(
        directory.resolve(TRIGGERS),
        triggersHeader(),
        replay.triggers().stream().filter(t -> t.arm() == Trigger.Arm.TREATED).toList(),
        this::row);
    WholeCsv.writeRejects(directory.resolve(REJECTS), replay.rejects());
  }

  private List<String> membersHeader() {
    List<String> header =
        new ArrayList<>(
            List.of(
                "member_id",
                "as_of",
                "first_purchase_at",
                "last_purchase_at",
                "recency_days",
                "frequency",
                "monetary",
                "lifetime_orders",
                "lifetime_monetary",
                "r",
                "f",
                "m"));
    axes.forEach(axis -> header.add("axis_" + axis));
    header.addAll(List.of("p_alive", "transitions"));
    return header;
  }

  private List<@Nullable Object> row(MemberPicture member) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(member.memberId());
    row.add(member.asOf());
    row.add(member.firstPurchaseAt());
    row.add(member.lastPurchaseAt());
    addCounts(row, member.figures());
    row.add(member.lifetimeOrders());
    row.add(money.format(member.lifetimeMinor()));
    addScores(row, member.figures());
    axes.forEach(axis -> row.add(member.segments().get(axis)));
    row.add(null); // p_alive: no survival model is set
    row.add(member.transitions());
    return row;
  }

  private static final List<String> TRANSITIONS_HEADER =
      List.of(
          "member_id",
          "sequence",
          "axis",
          "from",
          "to",
          "cause",
          "effective_at",
          "recency_days",
          "frequency",
          "monetary",
          "r",
          "f",
          "m",
          "rule_set",
          "rule_version",
          "event_id",
          "detected_at");

  private List<@Nullable Object> row(Transition transition) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(transition.memberId());
    row.add(transition.sequence());
    row.add(transition.axis());
    row.add(transition.from());
    row.add(transition.to());
    row.add(transition.cause());
    row.add(transition.effectiveAt());
    addCounts(row, transition.after());
    addScores(row, transition.after());
    row.add(transition.ruleSet());
    row.add(transition.ruleVersion());
    row.add(transition.eventId());
    row.add(transition.detectedAt());
    return row;
  }

  private List<String> triggersHeader() {
    List<String> header =
        new ArrayList<>(
            List.of(
                "trigger_id",
                "action",
                "member_id",
                "episode",
                "policy",
                "rule_set",
                "rule_version",
                "sequence",
                "axis",
                "from",
                "to",
                "effective_at",
                "not_before",
                "expires_at",
                "arm",
                "priority"));
    axes.forEach(axis -> header.add("axis_" + axis));
    header.addAll(List.of("monetary", "lifetime", "last_purchase_at", "reason", "offer"));
    return header;
  }

  private List<@Nullable Object> row(Trigger trigger) {
    Transition cause = trigger.transition();
    List<@Nullable Object> row = new ArrayList<>();
    row.add(trigger.triggerId());
    row.add("send");
    row.add(cause.memberId());
    row.add(trigger.episode());
    row.add(trigger.policy());
    row.add(cause.ruleSet());
    row.add(cause.ruleVersion());
    row.add(cause.sequence());
    row.add(cause.axis());
    row.add(cause.from());
    row.add(cause.to());
    row.add(cause.effectiveAt());
    row.add(cause.effectiveAt());
    row.add(trigger.expiresAt());
    row.add("treated");
    row.add(trigger.priority());
    axes.forEach(axis -> row.add(trigger.segments().get(axis)));
    row.add(money.format(cause.after().monetaryMinor()));
    row.add(money.format(trigger.lifetimeMinor()));
    row.add(trigger.lastPurchaseAt());
    row.add(cause.reason().stream().map(ReplayFiles::text).collect(Collectors.joining("; ")));
    row.add(
        new TreeMap<>(trigger.offer())
            .entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("; ")));
    return row;
  }

  private static String text(Crossing crossing) {
    return "%s %d to %d, limit %d"
        .formatted(
            crossing.figure().kind().name().toLowerCase(java.util.Locale.ROOT),
            crossing.before(),
            crossing.after(),
            crossing.limit());
  }

  private void addCounts(List<@Nullable Object> row, Figures figures) {
    row.add(figures.hasOrder() ? figures.recencyDays() : null);
    row.add(figures.frequency());
    row.add(money.format(figures.monetaryMinor()));
  }

  private static void addScores(List<@Nullable Object> row, Figures figures) {
    boolean scored = figures.hasOrder();
    row.add(scored ? figures.r() : null);
    row.add(scored ? figures.f() : null);
    row.add(scored ? figures.m() : null);
  }
}
