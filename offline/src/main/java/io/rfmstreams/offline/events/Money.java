package io.rfmstreams.offline.events;

import io.rfmstreams.engine.Rejection;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/** Amounts as people write them, in major units, and as they are counted, in minor units. */
public final class Money {

  /** Plain digits: no sign but a minus, no exponent, no grouping, no blank. */
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

  /** No amount of so many characters is beyond a long. */
  private static final int LONGEST_USUAL = 18;

  private final String code;
  private final int decimals;

  private Money(Currency currency) {
    this.code = currency.getCurrencyCode();
    this.decimals = Math.max(0, currency.getDefaultFractionDigits());
  }

  /** Amounts of a currency; one without minor units counts major ones. */
  public static Money in(Currency currency) {
    return new Money(currency);
  }

  /**
   * Minor units of an amount such as {@code 12.50}. Zeros behind the currency's decimals are none.
   *
   * @throws IllegalArgumentException saying what is wrong with the text
   */
  public long parse(String amount) {
    long usual = usual(amount);
    if (usual >= 0) {
      return usual;
    }
    if (!PLAIN.matcher(amount).matches()) {
      throw new IllegalArgumentException(
          "the amount %s is not a plain decimal number such as %s"
              .formatted(Rejection.quoted(amount), format(1250)));
    }
    try {
      BigDecimal minor = new BigDecimal(amount).movePointRight(decimals);
      if (minor.stripTrailingZeros().scale() > 0) {
        throw new IllegalArgumentException(
            "the amount '%s' has more than %s's %d decimals".formatted(amount, code, decimals));
      }
      return minor.longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the amount '%s' is too large".formatted(amount), e);
    }
  }

  /** Minor units of digits with as many decimals as the currency has; -1 for another text. */
  private long usual(String amount) {
    int point = amount.length() - decimals - 1;
    if (decimals == 0 || point < 1 || amount.length() > LONGEST_USUAL) {
      return -1;
    }
    long minor = 0;
    for (int i = 0; i < amount.length(); i++) {
      char c = amount.charAt(i);
      if (i == point ? c != '.' : c < '0' || c > '9') {
        return -1;
      }
      minor = i == point ? minor : minor * 10 + c - '0';
    }
    return minor;
  }

  /** The amount in major units with the currency's decimals, for instance {@code 12.50}. */
  public String format(long minor) {
    return BigDecimal.valueOf(minor, decimals).toPlainString();
  }

  /** The amount as {@link #format} gives it, in groups of three digits, for instance {@code 1,250.00}. */
  public String grouped(long minor) {
    DecimalFormat grouping =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    grouping.setMinimumFractionDigits(decimals);
    return grouping.format(BigDecimal.valueOf(minor, decimals));
  }
}
