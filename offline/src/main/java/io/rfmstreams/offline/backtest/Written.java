package io.rfmstreams.offline.backtest;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Written {
  /** The columns of a table of alerts. */
  static final List<String> COLUMNS =
      List.of(
          "alerted by",
          "alerts",
          "right",
          "precision",
          "fixed limit",
          "recall",
          "lift",
          "days of warning");

  /** Stands where a number is not defined. */
  static final String NOTHING = "–";

  private static final int HUNDRED = 100;

  private Written() {}

  /** A sentence with numbers in it; like the rest of a report it is English wherever it is written. */
  static String words(String format, Object... parts) {
    return String.format(Locale.ROOT, format, parts);
  }

  /** A share with one decimal. */
  static String percent(double share) {
    return Double.isFinite(share)
        ? String.format(Locale.ROOT, "%.1f %%", share * HUNDRED)
        : NOTHING;
  }

  /** A factor with two decimals. */
  static String decimals(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : NOTHING;
  }

  /** A count, or an expected one, to the nearest whole. */
  static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
