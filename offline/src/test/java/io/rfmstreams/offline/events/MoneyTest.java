package io.rfmstreams.offline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GBP|830006581|8300065.81|8,300,065.81",
        "GBP|-5|-0.05|-0.05",
        "JPY|1234|1234|1,234",
        "KWD|1234567|1234.567|1,234.567",
        "GBP|-9223372036854775808|-92233720368547758.08|-92,233,720,368,547,758.08"
      })
  void isPlainInFiles_andGroupedForPeople(String code, long minor, String plain, String grouped) {
    Money money = Money.in(Currency.getInstance(code));

    assertThat(money.format(minor)).isEqualTo(plain);
    assertThat(money.grouped(minor)).isEqualTo(grouped);
  }

  /** The oracle is arithmetic on the digits as they are. */
  @Property
  void parses_whatAnyPlainDecimalNumberIs(
      @ForAll("currencies") String code, @ForAll("amounts") String amount) {
    Currency currency = Currency.getInstance(code);
    BigDecimal minor =
        new BigDecimal(amount).movePointRight(Math.max(0, currency.getDefaultFractionDigits()));
    Money money = Money.in(currency);

    if (minor.stripTrailingZeros().scale() > 0
        || minor.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      assertThatThrownBy(() -> money.parse(amount)).isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(money.parse(amount)).isEqualTo(minor.longValueExact());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        ".50",
        "1.",
        "1..5",
        "1e3",
        "+1.00",
        "1 .00",
        "-.50",
        "1,50",
        "\u0661.00"
      })
  void refuses_whatIsNoPlainDecimalNumber(String amount) {
    Money pounds = Money.in(Currency.getInstance("GBP"));

    assertThatThrownBy(() -> pounds.parse(amount))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plain decimal number");
  }

  @Provide
  Arbitrary<String> currencies() {
    return Arbitraries.of("GBP", "JPY", "KWD");
  }

  @Provide
  Arbitrary<String> amounts() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20);
    Arbitrary<String> decimals =
        Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(4).map(after -> "." + after);
    return Combinators.combine(Arbitraries.of("", "", "-"), digits, decimals.injectNull(0.2))
        .as((sign, whole, after) -> sign + whole + (after == null ? "" : after));
  }
}
