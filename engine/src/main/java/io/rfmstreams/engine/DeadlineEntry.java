package io.rfmstreams.engine;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An entry of the deadline index: at this instant somebody should look at these members. It is
 * known by the instant and the first of them, and orders by these two.
 *
 * <p>Members that one slice arms for one day share an entry, since putting it in, finding it and
 * removing it again cost as much as for one member. An entry is handled whole, so a slice may go
 * beyond its budget by what fits into one.
 *
 * @param at the start of the day something may change on
 * @param memberIds the members, at least one
 */
public record DeadlineEntry(Instant at, List<String> memberIds) {
  /** So many members share an entry at most when it is made. */
  public static final int MOST_MEMBERS = 128;

  public DeadlineEntry {
    memberIds = List.copyOf(memberIds);
    if (memberIds.isEmpty()) {
      throw new IllegalArgumentException("an entry names a member");
    }
  }

  /** An entry for one member. */
  public DeadlineEntry(Instant at, String memberId) {
    this(at, List.of(memberId));
  }

  /** The member it is known by. */
  public String first() {
    return memberIds.get(0);
  }

  /** With the members of another entry that is known by the same. */
  public DeadlineEntry with(DeadlineEntry more) {
    Set<String> all = new LinkedHashSet<>(memberIds);
    all.addAll(more.memberIds);
    return all.size() == memberIds.size() ? this : new DeadlineEntry(at, List.copyOf(all));
  }
}
