package io.rfmstreams.engine;

/**
 * What is counted beside fates: what is accepted and yet worth a look, and what became of win-back
 * candidates. A candidate is counted once: as sent, held out, early, blocked, expired or withdrawn.
 *
 * @param repeatedPurchases accepted purchases that repeat another's order, amount and instant under
 *     another event id: delivered twice, or two equal lines of one order
 * @param mangledIds accepted events with an id that looks spoiled, see {@link MangledIds}
 * @param sent triggers told
 * @param heldOut candidates held out for comparison
 * @param early treated candidates effective before the first day of triggers that go out
 * @param blocked candidates without consent, or suppressed by what the member did before
 * @param expired candidates detected when there was no time left to act
 * @param withdrawn candidates that ended within the decision that proposed them: nobody was told
 * @param cancelled cancellations told
 */
public record Tally(
    long repeatedPurchases,
    long mangledIds,
    long sent,
    long heldOut,
    long early,
    long blocked,
    long expired,
    long withdrawn,
    long cancelled) {

  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Whether nothing was counted. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Everything a policy wanted to win somebody back for. */
  public long candidates() {
    return sent + heldOut + early + blocked + expired + withdrawn;
  }

  public Tally plus(Tally other) {
    if (other == NONE) {
      return this;
    }
    return new Tally(
        repeatedPurchases + other.repeatedPurchases,
        mangledIds + other.mangledIds,
        sent + other.sent,
        heldOut + other.heldOut,
        early + other.early,
        blocked + other.blocked,
        expired + other.expired,
        withdrawn + other.withdrawn,
        cancelled + other.cancelled);
  }
}
