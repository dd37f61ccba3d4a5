package io.rfmstreams.oracle;

/**
 * What became of win-back candidates, both arms together. One a cool-down holds back is not counted
 * at all.
 *
 * @param sends told, those before the first day of triggers among them
 * @param cancels told, likewise
 * @param blocked for want of consent or by suppression
 * @param expired past their expiry when detected
 * @param withdrawn proposed and ended within one decision, so that nobody was told
 */
public record TriggerCounts(long sends, long cancels, long blocked, long expired, long withdrawn) {

  public static final TriggerCounts NONE = new TriggerCounts(0, 0, 0, 0, 0);

  public TriggerCounts plus(TriggerCounts other) {
    return new TriggerCounts(
        sends + other.sends,
        cancels + other.cancels,
        blocked + other.blocked,
        expired + other.expired,
        withdrawn + other.withdrawn);
  }
}
