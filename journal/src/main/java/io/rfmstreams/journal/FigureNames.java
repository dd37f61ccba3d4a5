package io.rfmstreams.journal;

import io.rfmstreams.engine.Figure;

/** What figures are called outside. */
final class FigureNames {

  private FigureNames() {}

  /** As a record's field. */
  static String field(Figure figure) {
    return switch (figure.kind()) {
      case RECENCY_DAYS -> "recencyDays";
      case FREQUENCY -> "frequency";
      case MONETARY_MINOR -> "monetaryMinor";
      case DAYS_SINCE_FIRST_ORDER -> "daysSinceFirstOrder";
      case DAYS_SINCE_RETURN -> "daysSinceReturn";
      case DAYS_OVERDUE -> "daysOverdue";
      case LIFETIME_ORDERS -> "lifetimeOrders";
      case LIFETIME_MINOR -> "lifetimeMinor";
    };
  }

  /** As part of a code. */
  static String code(Figure figure) {
    return switch (figure.kind()) {
      case RECENCY_DAYS -> "recency-days";
      case FREQUENCY -> "frequency";
      case MONETARY_MINOR -> "monetary-minor";
      case DAYS_SINCE_FIRST_ORDER -> "days-since-first-order";
      case DAYS_SINCE_RETURN -> "days-since-return";
      case DAYS_OVERDUE -> "days-overdue";
      case LIFETIME_ORDERS -> "lifetime-orders";
      case LIFETIME_MINOR -> "lifetime-minor";
    };
  }
}
