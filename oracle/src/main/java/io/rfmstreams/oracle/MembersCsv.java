package io.rfmstreams.oracle;

import java.time.LocalDate;
import java.util.Currency;

/** {@code members.csv} as the product should write it. */
public final class MembersCsv {

  private static final String HEADER =
      "member_id,as_of,first_purchase_at,last_purchase_at,recency_days,frequency,monetary,"
          + "lifetime_orders,lifetime_monetary,r,f,m,"
          + "axis_value,axis_lifecycle,axis_loyalty,p_alive,transitions\n";

  private MembersCsv() {}

  /** The whole file's text, as of a day no accepted event lies after. */
  public static String render(Reference reference, LocalDate asOf) {
    Currency currency = reference.rules().currency();
    StringBuilder text = new StringBuilder(HEADER);
    for (Reference.Member member : reference.members(asOf)) {
      Picture picture = member.picture();
      Figures figures = picture.figures();
      text.append(
          Csv.line(
              member.memberId(),
              asOf,
              picture.firstPurchaseAt(),
              picture.lastPurchaseAt(),
              figures.recencyDays(),
              figures.frequency(),
              Csv.money(figures.monetaryMinor(), currency),
              picture.lifetimeOrders(),
              Csv.money(picture.lifetimeMonetaryMinor(), currency),
              figures.r(),
              figures.f(),
              figures.m(),
              picture.segment(Axis.VALUE),
              picture.segment(Axis.LIFECYCLE),
              picture.segment(Axis.LOYALTY),
              null,
              member.transitions()));
    }
    return text.toString();
  }
}
