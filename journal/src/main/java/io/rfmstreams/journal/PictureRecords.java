package io.rfmstreams.journal;

import io.rfmstreams.engine.Figures;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.schemas.MemberSegments;
import java.time.Instant;
import java.util.Currency;

/** Turns the engine's pictures of members into the contract's records. */
public final class PictureRecords {
  private final String currency;

  public PictureRecords(Currency currency) {
    this.currency = currency.getCurrencyCode();
  }

  /**
   * The record of a picture.
   *
   * @param effectiveAt since when the member looks like this
   */
  public MemberSegments of(MemberPicture picture, Instant effectiveAt) {
    Figures figures = picture.figures();
    return new MemberSegments(
        picture.memberId(),
        picture.asOf(),
        effectiveAt,
        TransitionRecords.recencyDays(figures),
        figures.frequency(),
        figures.monetaryMinor(),
        currency,
        TransitionRecords.score(figures.r()),
        TransitionRecords.score(figures.f()),
        TransitionRecords.score(figures.m()),
        figures.pAlive(),
        picture.firstPurchaseAt(),
        picture.lastPurchaseAt(),
        picture.lifetimeOrders(),
        picture.lifetimeMinor(),
        picture.segments(),
        picture.transitions(),
        picture.ruleSet(),
        picture.ruleVersion());
  }
}
