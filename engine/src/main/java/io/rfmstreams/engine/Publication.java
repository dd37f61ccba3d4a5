package io.rfmstreams.engine;

import io.rfmstreams.engine.MemberState.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What readers know of a member, and the telling of what differs.
 *
 * <p>Only the difference between two standings is ever told, by the names of axes and segments, so a new
 * rule version moves nobody whom it leaves where it was, however its tables are laid out.
 */
final class Publication {
  private final String memberId;
  private final RuleBook rules;
  private Published published;
  private @Nullable Standing reached;
  private boolean pictureChanged;

  /**
   * @param published what readers were told last
   * @param hasPicture whether they have a picture at all
   */
  Publication(String memberId, Published published, boolean hasPicture, RuleBook rules) {
    this.memberId = memberId;
    this.rules = rules;
    this.published = published;
    this.pictureChanged = !hasPicture;
  }

  /** What readers know by now. */
  Published published() {
    return published;
  }

  /**
   * Tells where the member now stands, as far as it differs from what readers know.
   *
   * @param without where it would stand without the occasion, asked only if it moves: most events move
   *     nobody; null if the member was not known
   * @return the transitions told, one for each axis on which it moved
   */
  List<Transition> tell(
      @Nullable Supplier<Standing> without, Standing to, int version, Occasion occasion) {
    List<Transition> moves = moves(without, to, version, occasion);
    RfmValues rfm = to.rfm();
    pictureChanged |=
        !moves.isEmpty()
            || rfm.r() != published.r()
            || rfm.f() != published.f()
            || rfm.m() != published.m();
    published =
        new Published(
            published.sequence() + moves.size(), version, to.segments(), rfm.r(), rfm.f(), rfm.m());
    reached = to;
    return moves;
  }

  /** How the member looks now; null if readers know. */
  @Nullable MemberPicture news() {
    Standing now = reached;
    return now != null && pictureChanged
        ? Lifecycle.picture(memberId, now, now.history(), published.sequence())
        : null;
  }

  private List<Transition> moves(
      @Nullable Supplier<Standing> without, Standing to, int version, Occasion occasion) {
    List<Axis> axes = to.ruler().rules().axes();
    boolean comparable = published.sequence() > 0 && published.version() == version;
    List<Transition> moves = List.of();
    Standing from = null;
    for (int axis = 0; axis < axes.size(); axis++) {
      int segment = to.segments()[axis];
      if (comparable && published.segments()[axis] == segment) {
        continue;
      }
      String was = publishedSegment(axes.get(axis).name());
      if (!axes.get(axis).segments().get(segment).equals(was)) {
        if (moves.isEmpty()) {
          moves = new ArrayList<>(axes.size());
          from = without == null ? null : without.get();
        }
        long number = published.sequence() + moves.size() + 1;
        moves.add(transition(number, axis, was, from, to, occasion));
      }
    }
    return moves;
  }

  private Transition transition(
      long number,
      int axis,
      @Nullable String was,
      @Nullable Standing from,
      Standing to,
      Occasion occasion) {
    RuleSet ruleSet = to.ruler().rules();
    boolean sameRules = from != null && from.ruler() == to.ruler();
    return new Transition(
        memberId,
        number,
        ruleSet.axes().get(axis).name(),
        was,
        ruleSet.axes().get(axis).segments().get(to.segments()[axis]),
        occasion.cause(),
        occasion.effectiveAt(),
        occasion.detectedAt(),
        from == null ? null : from.toldRfm(),
        to.toldRfm(),
        from != null && sameRules ? Crossing.between(from, to, axis) : List.of(),
        ruleSet.name(),
        ruleSet.version(),
        occasion.eventId());
  }

  private @Nullable String publishedSegment(String axis) {
    if (published.sequence() == 0) {
      return null;
    }
    RuleSet publishedUnder = rules.ruler(published.version()).rules();
    int index = publishedUnder.axisNumber(axis);
    return index < 0
        ? null
        : publishedUnder.axes().get(index).segments().get(published.segments()[index]);
  }
}
