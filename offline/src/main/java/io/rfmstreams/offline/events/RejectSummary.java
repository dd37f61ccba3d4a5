package io.rfmstreams.offline.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file's rejects by reason: of each how many, and the first. Immutable. */
public final class RejectSummary {
  /** Without rejects. */
  public static final RejectSummary NONE = new RejectSummary(new EnumMap<>(Reason.class), null);

  private final EnumMap<Reason, Group> groups;
  private final EventLine.@Nullable Reject toEnd;

  private RejectSummary(EnumMap<Reason, Group> groups, EventLine.@Nullable Reject toEnd) {
    this.groups = groups;
    this.toEnd = toEnd;
  }

  /**
   * The rejects of one reason.
   *
   * @param count how many there are
   * @param first the one on the first line
   */
  public record Group(long count, EventLine.Reject first) {

    /** Why. */
    public Reason reason() {
      return first.rejection().reason();
    }

    private Group with(Group other) {
      return new Group(
          count + other.count, first.number() <= other.first.number() ? first : other.first);
    }
  }

  /** With one more. */
  public RejectSummary plus(EventLine.Reject reject) {
    EnumMap<Reason, Group> one = new EnumMap<>(Reason.class);
    one.put(reject.rejection().reason(), new Group(1, reject));
    return plus(new RejectSummary(one, reject.toEnd() ? reject : null));
  }

  /** With those of another part of the file. */
  public RejectSummary plus(RejectSummary other) {
    if (groups.isEmpty() || other.groups.isEmpty()) { // nearly always
      return groups.isEmpty() ? other : this;
    }
    EnumMap<Reason, Group> all = groups.clone();
    other.groups.forEach((reason, group) -> all.merge(reason, group, Group::with));
    return new RejectSummary(all, toEnd == null ? other.toEnd : toEnd);
  }

  /** How many there are. */
  public long count() {
    return groups.values().stream().mapToLong(Group::count).sum();
  }

  /** The reasons there are, the commonest first. */
  public List<Group> byReason() {
    return groups.values().stream().sorted(Comparator.comparing(Group::count).reversed()).toList();
  }

  /**
   * What ends a command that needs the whole file: a reject that took the rest of it.
   *
   * @param source what to call the file to people
   * @return why the file was not read to its end; null if it was
   */
  public @Nullable String notReadToEnd(String source) {
    return toEnd == null
        ? null
        : "%s, line %d: %s".formatted(source, toEnd.number(), toEnd.rejection().detail());
  }

  /**
   * Two lines a reason, the commonest first: its first reject and how many there are, and what to do.
   *
   * @param source what to call the file
   */
  public List<String> asText(String source) {
    List<String> text = new ArrayList<>();
    for (Group group : byReason()) {
      EventLine.Reject first = group.first();
      text.add(
          String.format(
              Locale.ROOT,
              "%s, line %d: %s: %s%s",
              source,
              first.number(),
              group.reason().code(),
              first.rejection().detail(),
              group.count() == 1
                  ? ""
                  : String.format(Locale.ROOT, " (the first of %,d)", group.count())));
      text.add("  " + hint(group.reason()));
    }
    return text;
  }

  /** The same as objects of JSON. */
  public void writeTo(ArrayNode rejects) {
    for (Group group : byReason()) {
      Rejection first = group.first().rejection();
      ObjectNode one = rejects.addObject();
      one.put("reason", group.reason().code())
          .put("count", group.count())
          .put("firstLine", group.first().number())
          .put("firstDetail", first.detail())
          .put("hint", hint(group.reason()));
    }
  }

  private static String hint(Reason reason) {
    return switch (reason) {
      case MALFORMED, UNDECODABLE, KEY_MISMATCH, WRONG_PARTITION ->
          "The reason of each says what; an opt-out among them was not taken. Records are as RFC 4180 has them, in UTF-8, with all columns: a field with a comma, a quote or a line break stands in quotes, and a quote in it twice. A text that a mapping of columns does not list goes into one of its lists.";
      case WRONG_ID ->
          "Trim ids where the file is made: with a blank at its edge a member would be another one.";
      case UNKNOWN_TYPE ->
          "Types are in small letters; a rule file's event-types names those beyond the usual ones.";
      case WRONG_AMOUNT ->
          "An amount is a plain number with a decimal point, in major units, at least 0, with no more digits than its currency has.";
      case WRONG_CURRENCY ->
          "Members are counted in one currency: convert amounts before, or give each currency a file, and rules that name it.";
      case WRONG_TIME ->
          "A time is ISO 8601 with its offset; --assume-zone ZONE says the zone of those without, rfm.earliest-day the first day taken.";
      case CONFLICTING_ID ->
          "An event id names one event for ever: give lines of an order ids of their own, and a change a refund or a purchase of its own. A shop's later export is read with the ones before it as --earlier.";
      case TOO_LATE ->
          "The member's memory ends before that day; rfm.memory.money-events and rfm.memory.other-events widen it.";
      case ERASED ->
          "What a member did up to its erasure is not to be known; nothing need be done.";
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RejectSummary that
        && groups.equals(that.groups)
        && Objects.equals(toEnd, that.toEnd);
  }

  @Override
  public int hashCode() {
    return Objects.hash(groups, toEnd);
  }

  @Override
  public String toString() {
    return groups.toString();
  }
}
