package io.rfmstreams.offline.columns;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an export writes amounts. Whatever is written otherwise is refused: {@code 1,250} is either more
 * than a thousand or a little more than one.
 */
final class AmountForm {
  /** Plain decimals, which need no telling. */
  static final AmountForm PLAIN = new AmountForm('.', null, "");

  private final char decimal;
  private final @Nullable Character grouping;
  private final String sign;
  private final Pattern pattern;

  /**
   * @param decimal what stands before the fraction
   * @param grouping what stands between groups of three digits; null if nothing does
   * @param sign the currency's sign, which may stand before or after the number; empty for none
   */
  AmountForm(char decimal, @Nullable Character grouping, String sign) {
    this.decimal = decimal;
    this.grouping = grouping;
    this.sign = sign;
    String whole =
        grouping == null
            ? "[0-9]+"
            : "(?:[0-9]+|[0-9]{1,3}(?:%s[0-9]{3})+)".formatted(Pattern.quote("" + grouping));
    this.pattern =
        Pattern.compile("-?%s(?:%s[0-9]+)?".formatted(whole, Pattern.quote("" + decimal)));
  }

  /**
   * The amount in major units.
   *
   * @param column where it stands, for the reason of a refusal
   */
  BigDecimal read(String text, String column) throws RefusedRowException {
    String number = withoutSign(text);
    if (number.length() > 40 || !pattern.matcher(number).matches()) {
      throw new RefusedRowException(
          Reason.WRONG_AMOUNT,
          "%s is %s, expected an amount such as %s"
              .formatted(column, Rejection.quoted(text), example()));
    }
    if (grouping != null) {
      number = number.replace("" + grouping, "");
    }
    return new BigDecimal(number.replace(decimal, '.'));
  }

  private String withoutSign(String text) {
    if (sign.isEmpty()) {
      return text;
    }
    String amount = text.strip();
    if (amount.startsWith(sign)) {
      return amount.substring(sign.length()).strip();
    }
    return amount.endsWith(sign)
        ? amount.substring(0, amount.length() - sign.length()).strip()
        : amount;
  }

  private String example() {
    return sign + "1" + (grouping == null ? "" : grouping) + "250" + decimal + "50";
  }
}
