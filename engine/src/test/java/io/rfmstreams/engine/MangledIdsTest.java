package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MangledIdsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.00017E+11",
        "1e+11",
        "-1.5E+05",
        "17850.0",
        "17850.00",
        "-1.0",
        "nan",
        "NaN",
        "NULL",
        "null",
        "None",
        "NA",
        "N/A",
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "undefined",
        "NaT",
        "<NA>",
        "nil",
        "NIL"
      })
  void whatSpreadsheetsAndDataFramesMakeOfNumbersAndNothing_looksMangled(String id) {
    assertThat(MangledIds.looksMangled(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "17850",
        "1.5",
        "1.2.0",
        "5e10",
        "1E11",
        "12e4567",
        "-",
        "1.",
        ".0",
        "v1.0",
        "1+1",
        "Nancy",
        "annul",
        "none-1",
        "0x1.0",
        "#1001",
        "10.0.0.0",
        "2026-01-01T00:00:00+00:00"
      })
  void otherIds_doNot(String id) {
    assertThat(MangledIds.looksMangled(id)).isFalse();
  }
}
