package io.rfmstreams.offline.replay;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.RfmValues;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.journal.TriggerRecords;
import io.rfmstreams.offline.WrongUseException;
import io.rfmstreams.offline.events.EventLine;
import io.rfmstreams.offline.events.Money;
import io.rfmstreams.offline.events.RejectsCsv;
import io.rfmstreams.offline.files.SortKey;
import io.rfmstreams.offline.files.SortedCsv;
import io.rfmstreams.offline.files.WholeFiles;
import io.rfmstreams.schemas.WinbackTrigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what a replay found. The files appear together, or none does. */
public final class ReplayFiles implements ReplayOutput {
  private static final String MEMBERS = "members.csv";
  private static final String TRANSITIONS = "transitions.csv";
  private static final String TRIGGERS = "triggers.csv";
  private static final String REJECTS = "rejects.csv";
  private static final List<String> ALL = List.of(MEMBERS, TRANSITIONS, TRIGGERS, REJECTS);

  private final Money money;
  private final List<String> axes;
  private final TriggerRecords triggerRecords;
  private final SortedCsv members;
  private final SortedCsv transitions;
  private final SortedCsv triggers;
  private final SortedCsv rejects;

  /**
   * @param scratch a folder for what has to be sorted; the caller removes it
   * @param rules gives the currency, and the axes that are columns: every version's, in order
   */
  public ReplayFiles(Path scratch, RuleBook rules) {
    this.money = Money.in(rules.deployment().currency());
    this.triggerRecords = new TriggerRecords(rules.deployment().currency());
    this.axes =
        rules.versions().stream()
            .flatMap(version -> version.rules().axes().stream())
            .map(Axis::name)
            .distinct()
            .toList();
    this.members = new SortedCsv(scratch, MEMBERS, membersHeader());
    this.transitions = new SortedCsv(scratch, TRANSITIONS, TRANSITIONS_HEADER);
    this.triggers = new SortedCsv(scratch, TRIGGERS, triggersHeader());
    this.rejects = new SortedCsv(scratch, REJECTS, RejectsCsv.HEADER);
  }

  /**
   * Refuses a folder in which one of the files would overwrite what is read.
   *
   * @param read rule and settings files that are read beside the events
   */
  public static void requirePlaceOfItsOwn(Path directory, Collection<Path> read)
      throws IOException {
    if (directory.toString().equals("-")) {
      throw new WrongUseException("--out takes the name of a folder, not -");
    }
    for (String name : ALL) {
      WholeFiles.requirePlaceOfItsOwn("--out", directory.resolve(name), read);
    }
  }

  /**
   * Makes the folder if it is not there, and finds out before long work whether it takes the files.
   *
   * @throws IOException if it does not
   */
  public static void prepare(Path directory) throws IOException {
    if (directory.toString().isEmpty()) {
      throw new WrongUseException("--out is empty, expected a folder; . is the current one");
    }
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
    }
    for (String name : ALL) {
      WholeFiles.requireWritable(directory.resolve(name));
    }
  }

  @Override
  public Part part() {
    return new Rows();
  }

  /**
   * Writes the files, when every part is closed.
   *
   * @param files lets them appear
   */
  public void writeTo(Path directory, WholeFiles files) throws IOException {
    files.write(directory.resolve(MEMBERS), members::writeTo);
    files.write(directory.resolve(TRANSITIONS), transitions::writeTo);
    files.write(directory.resolve(TRIGGERS), triggers::writeTo);
    files.write(directory.resolve(REJECTS), rejects::writeTo);
    files.appear();
  }

  /** One thread's rows. */
  private final class Rows implements Part {
    private final SortedCsv.Rows memberRows = members.rows();
    private final SortedCsv.Rows transitionRows = transitions.rows();
    private final SortedCsv.Rows triggerRows = triggers.rows();
    private final SortedCsv.Rows rejectRows = rejects.rows();

    /** A member's signals all come here, as decided; a cancel has its trigger's sequence. */
    private long signals;

    @Override
    public void member(MemberPicture member) {
      memberRows.add(SortKey.of(0, member.memberId(), 0), row(member));
    }

    @Override
    public void transition(Transition transition) {
      transitionRows.add(
          SortKey.of(
              transition.effectiveAt().toEpochMilli(),
              transition.memberId(),
              transition.sequence()),
          row(transition));
    }

    @Override
    public void signal(WinbackSignal signal) {
      if (signal.isTold()) {
        triggerRows.add(
            SortKey.of(
                signal.effectiveAt().toEpochMilli(),
                signal.memberId(),
                signal.sequence(),
                signals++),
            row(triggerRecords.of(signal)));
      }
    }

    @Override
    public void rejected(EventLine.Reject reject) {
      rejectRows.add(SortKey.of(reject.number(), "", 0), RejectsCsv.row(reject));
    }

    @Override
    public void close() {
      memberRows.close();
      transitionRows.close();
      triggerRows.close();
      rejectRows.close();
    }
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
    addCounts(row, member.rfm());
    row.add(member.lifetimeOrders());
    row.add(money.format(member.lifetimeMinor()));
    addScores(row, member.rfm());
    axes.forEach(axis -> row.add(member.segments().get(axis)));
    row.add(pAlive(member.rfm()));
    row.add(member.sequence());
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
                "cancels",
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
    header.addAll(
        List.of(
            "monetary",
            "lifetime",
            "value_at_risk",
            "currency",
            "last_purchase_at",
            "last_category",
            "reason_code",
            "reason_parameters",
            "locale",
            "channels_allowed",
            "channels_refused",
            "channel_preferred",
            "consent_at",
            "zone",
            "offer"));
    return header;
  }

  private List<@Nullable Object> row(WinbackTrigger trigger) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(trigger.getTriggerId());
    row.add(trigger.getAction());
    row.add(trigger.getCancels());
    row.add(trigger.getMemberId());
    row.add(trigger.getEpisode());
    row.add(trigger.getPolicy());
    row.add(trigger.getRuleSet());
    row.add(trigger.getRuleVersion());
    row.add(trigger.getSequence());
    row.add(trigger.getAxis());
    row.add(trigger.getFrom());
    row.add(trigger.getTo());
    row.add(trigger.getEffectiveAt());
    row.add(trigger.getNotBefore());
    row.add(trigger.getExpiresAt());
    row.add(trigger.getArm());
    row.add(trigger.getPriority());
    axes.forEach(axis -> row.add(trigger.getSegments().get(axis)));
    boolean forgotten =
        trigger.getSegments().isEmpty(); // the record has no way to leave amounts out
    row.add(forgotten ? null : money.format(trigger.getMonetaryMinor()));
    row.add(forgotten ? null : money.format(trigger.getLifetimeMinor()));
    Long atRisk = trigger.getValueAtRiskMinor();
    row.add(atRisk == null ? null : money.format(atRisk));
    row.add(trigger.getCurrency());
    row.add(trigger.getLastPurchaseAt());
    row.add(trigger.getLastCategory());
    row.add(trigger.getReason().getCode());
    row.add(text(trigger.getReason().getParameters()));
    row.add(trigger.getLocale());
    row.add(String.join("; ", trigger.getChannelsAllowed()));
    row.add(String.join("; ", trigger.getChannelsRefused()));
    row.add(trigger.getChannelPreferred());
    row.add(trigger.getConsentAt());
    row.add(trigger.getZone());
    row.add(text(trigger.getOffer()));
    return row;
  }

  private static String text(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("; "));
  }

  /** With six decimals: what is printed must not hang on the last bits. */
  private static @Nullable String pAlive(RfmValues rfm) {
    Double pAlive = rfm.pAlive();
    return pAlive == null ? null : String.format(Locale.ROOT, "%.6f", pAlive);
  }

  private void addCounts(List<@Nullable Object> row, RfmValues rfm) {
    row.add(rfm.hasOrder() ? rfm.recencyDays() : null);
    row.add(rfm.frequency());
    row.add(money.format(rfm.monetaryMinor()));
  }

  private static void addScores(List<@Nullable Object> row, RfmValues rfm) {
    boolean scored = rfm.hasOrder();
    row.add(scored ? rfm.r() : null);
    row.add(scored ? rfm.f() : null);
    row.add(scored ? rfm.m() : null);
  }
}
