package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.StateForms;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a next version of the program has to do with states that this one has stored, and this one with
 * theirs: samples of both forms, as they lie in stores.
 */
class NextFormsTest {
  private static final StateForms TODAY = StateForms.current();
  private static final StateForms NEXT = new NextForms(NextForms.NEXT);

  /** A member with one purchase, and one that is addressed; without the number of their form. */
  private static final List<String> SAMPLES =
      List.of(
          "30030003050501050101c2cf97388cc002000001c8d0bf02e003e20942123e4567e89b12d3a4564266141740"
              + "00",
          "7c090003070301020101828bb738b8c202000001c8d0bf02e003e2090865320003cebf02086531060865341e"
              + "086533060105656d61696c80f8e5cdef660001000405656d61696c01000403736d7300000202656e80d098f7"
              + "01030d417369612f5368616e67686169ffcf98f7010100828bb7380100a0e795a4f6cd010100000508030982"
              + "8bb738d0bf02");

  private static byte[] today(String sample) {
    return HexFormat.of().parseHex("03" + sample);
  }

  private static byte[] next(String sample) {
    return HexFormat.of().parseHex("04" + sample + "2a");
  }

  @Test
  void stateOfToday_isReadByTheNextVersion_whichWritesItInEitherForm() {
    for (String sample : SAMPLES) {
      var state = NEXT.decode(today(sample));
      assertThat(NEXT.writing(TODAY.written()).encode(state)).isEqualTo(today(sample));
      assertThat(NEXT.encode(state)).isEqualTo(next(sample));
    }
  }

  @Test
  void stateOfTheNextForm_isReadAsItWasWritten_alsoWhereTodaysIsWritten() {
    for (String sample : SAMPLES) {
      assertThat(NEXT.encode(NEXT.decode(next(sample)))).isEqualTo(next(sample));
      StateForms whileOthersRun = NEXT.writing(TODAY.written());
      assertThat(whileOthersRun.encode(whileOthersRun.decode(next(sample))))
          .isEqualTo(today(sample));
    }
  }

  @Test
  void stateOfTheNextForm_isRefusedByThisVersion() {
    for (String sample : SAMPLES) {
      assertThatThrownBy(() -> TODAY.decode(next(sample)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("version 4");
    }
  }
}
