package io.rfmstreams.engine;

/**
 * What became of every record a partition has read. {@code received} is always the sum of the others:
 * nothing is lost silently.
 *
 * @param accepted events that are facts
 * @param duplicate events whose id was known
 * @param control ticks and other control records
 * @param deadLettered records that went to the dead letters
 * @param tally what was counted beside that
 */
public record Ledger(long accepted, long duplicate, long control, long deadLettered, Tally tally) {

  public static final Ledger EMPTY = new Ledger(0, 0, 0, 0);

  /** One with nothing counted beside fates. */
  public Ledger(long accepted, long duplicate, long control, long deadLettered) {
    this(accepted, duplicate, control, deadLettered, Tally.NONE);
  }

  public long received() {
    return accepted + duplicate + control + deadLettered;
  }

  public Ledger plus(Ledger other) {
    return new Ledger(
        accepted + other.accepted,
        duplicate + other.duplicate,
        control + other.control,
        deadLettered + other.deadLettered,
        tally.plus(other.tally));
  }

  Ledger withEvent(Fate.Kind fate) {
    return switch (fate) {
      case ACCEPTED -> new Ledger(accepted + 1, duplicate, control, deadLettered, tally);
      case DUPLICATE -> new Ledger(accepted, duplicate + 1, control, deadLettered, tally);
      case DEAD_LETTER -> new Ledger(accepted, duplicate, control, deadLettered + 1, tally);
    };
  }

  Ledger withControl() {
    return new Ledger(accepted, duplicate, control + 1, deadLettered, tally);
  }

  /** With more counted beside fates. */
  public Ledger with(Tally more) {
    return more.isNone()
        ? this
        : new Ledger(accepted, duplicate, control, deadLettered, tally.plus(more));
  }
}
