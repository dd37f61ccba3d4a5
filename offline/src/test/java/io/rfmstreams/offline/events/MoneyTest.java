package io.rfmstreams.offline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
