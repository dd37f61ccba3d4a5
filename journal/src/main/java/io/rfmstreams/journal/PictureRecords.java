package io.rfmstreams.journal;

import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.RfmValues;
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
    RfmValues rfm = picture.rfm();
    return new MemberSegments(
        picture.memberId(),
        picture.asOf(),
        effectiveAt,
        TransitionRecords.recencyDays(rfm),
        rfm.frequency(),
        rfm.monetaryMinor(),
        currency,
        TransitionRecords.score(rfm.r()),
        TransitionRecords.score(rfm.f()),
        TransitionRecords.score(rfm.m()),
        rfm.pAlive(),
        picture.firstPurchaseAt(),
        picture.lastPurchaseAt(),
        picture.lifetimeOrders(),
        picture.lifetimeMinor(),
        picture.segments(),
        picture.sequence(),
        picture.ruleSet(),
        picture.ruleVersion());
  }
}
